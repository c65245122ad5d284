package dev.javaform.modules.linux.text;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * Bytes as Python reads them into a text with {@code surrogateescape} (PEP 383): a byte that the
 * encoding does not know stands as a lone surrogate, and becomes the same byte again.
 */
final class PythonText {

  private static final char ESCAPED = '\uDC00';

  private PythonText() {}

  static String of(byte[] bytes, Charset charset) {
    CharsetDecoder decoder = charset.newDecoder();
    ByteBuffer from = ByteBuffer.wrap(bytes);
    CharBuffer to = CharBuffer.allocate((int) (bytes.length * decoder.maxCharsPerByte()) + 1);
    CoderResult result = decoder.decode(from, to, true);
    while (result.isError()) {
      for (int left = result.length(); left > 0; left--) {
        to.put((char) (ESCAPED + (from.get() & 0xff)));
      }
      result = decoder.decode(from, to, true);
    }
    return to.flip().toString();
  }

  static byte[] bytes(String text, Charset charset) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int done = 0;
    for (int at = 0; at < text.length(); at++) {
      if (isEscaped(text, at)) {
        bytes.writeBytes(text.substring(done, at).getBytes(charset));
        bytes.write(text.charAt(at) - ESCAPED);
        done = at + 1;
      }
    }
    bytes.writeBytes(text.substring(done).getBytes(charset));
    return bytes.toByteArray();
  }

  private static boolean isEscaped(String text, int at) {
    boolean lone = at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    return lone && text.charAt(at) > ESCAPED + 0x7f && text.charAt(at) <= ESCAPED + 0xff;
  }
}
