package dev.javaform.remote.winrm.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The two parts in which sealed messages travel (MS-WSMV 2.2.9.1). What is sealed may hold any
 * bytes, line ends and boundaries too, so that lengths count and nothing is searched behind them.
 */
public final class SealedBody {

  /** The content type of a request. */
  public static final String TYPE =
      "multipart/encrypted;protocol=\"application/HTTP-SPNEGO-session-encrypted\";boundary=\"Encrypted"
          + " Boundary\"";

  private static final String HEAD =
      """
      --Encrypted Boundary\r
      \tContent-Type: application/HTTP-SPNEGO-session-encrypted\r
      \tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=%d\r
      --Encrypted Boundary\r
      \tContent-Type: application/octet-stream\r
      """;

  private static final String TAIL = "--Encrypted Boundary--\r\n";

  /** As hosts write it, blanks after the dashes included. */
  private static final Pattern WRITTEN =
      Pattern.compile(
          "\\A\\s*-- ?Encrypted Boundary\\s+.{0,300}?Length=(\\d{1,9})\\s+-- ?Encrypted Boundary\\s+"
              + "Content-Type:\\s*application/octet-stream\r\n",
          Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

  private static final Pattern END = Pattern.compile("-- ?Encrypted Boundary--\\s*");

  private SealedBody() {}

  /**
   * A body of a sealed message.
   *
   * @param signature the bytes of its signature, which come first
   * @param length of what was sealed
   */
  public static byte[] of(byte[] message, int signature, int length) {
    byte[] head = HEAD.formatted(length).getBytes(StandardCharsets.US_ASCII);
    byte[] tail = TAIL.getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + 4 + message.length + tail.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(head)
        .putInt(signature)
        .put(message)
        .put(tail)
        .array();
  }

  /**
   * The sealed message of a body, its signature first.
   *
   * @throws IOException where it is not such a body, whole
   */
  public static byte[] read(byte[] body) throws IOException {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    Matcher head = WRITTEN.matcher(text);
    if (!head.find() || body.length < head.end() + 4) {
      throw new IOException("the answer should be sealed, and is not");
    }
    int length = Integer.parseInt(head.group(1));
    int signature = ByteBuffer.wrap(body).order(ByteOrder.LITTLE_ENDIAN).getInt(head.end());
    int begin = head.end() + 4;
    long end = (long) begin + signature + length;
    if (signature < 0 || end > body.length || !END.matcher(text.substring((int) end)).matches()) {
      throw new IOException(
          "the sealed answer is not whole: it has %d bytes and should have %d of content"
              .formatted(body.length, length));
    }
    return Arrays.copyOfRange(body, begin, (int) end);
  }
}
