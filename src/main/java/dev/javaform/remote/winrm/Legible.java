package dev.javaform.remote.winrm;

import com.google.common.base.CharMatcher;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Envelopes as people can read them: what streams hold in Base64 stands there as the fragments and
 * texts that it is (MS-PSRP 2.2.4). Long runs of Base64 that are left are contents of files, and
 * are only counted.
 */
final class Legible {

  private static final Pattern LOAD =
      Pattern.compile(
          "(<(?:\\w+:)?(?:creationXml|Arguments|Stream)(?: [^>]*)?>)([A-Za-z0-9+/=\\s]+)(</)");

  private static final Pattern CONTENT = Pattern.compile("[A-Za-z0-9+/]{200,}={0,2}");
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");
  private static final int FRAGMENT_HEAD = 21;
  private static final int MESSAGE_HEAD = 40;

  private Legible() {}

  static String envelope(byte[] envelope) {
    String text = new String(envelope, StandardCharsets.UTF_8);
    String shown =
        LOAD.matcher(text)
            .replaceAll(
                found ->
                    Matcher.quoteReplacement(
                        found.group(1) + load(found.group(2)) + found.group(3)));
    return CONTENT
        .matcher(shown)
        .replaceAll(found -> "(%d characters of Base64)".formatted(found.group().length()));
  }

  private static String load(String base64) {
    try {
      return fragments(ByteBuffer.wrap(Base64.getMimeDecoder().decode(base64)));
    } catch (IllegalArgumentException _) {
      return "(no Base64)";
    }
  }

  private static String fragments(ByteBuffer bytes) {
    StringBuilder shown = new StringBuilder();
    while (bytes.remaining() > FRAGMENT_HEAD) {
      long object = bytes.getLong();
      long number = bytes.getLong();
      byte flags = bytes.get();
      int length = Math.min(Math.max(bytes.getInt(), 0), bytes.remaining());
      byte[] data = new byte[length];
      bytes.get(data);
      shown.append("[object %d, fragment %d%s] ".formatted(object, number, ends(flags)));
      shown.append(message(data, (flags & 1) != 0));
    }
    return bytes.hasRemaining() ? shown + rest(bytes) : shown.toString();
  }

  private static String ends(byte flags) {
    return ((flags & 1) != 0 ? ", first" : "") + ((flags & 2) != 0 ? ", last" : "");
  }

  /** A message's head names its kind, its pool and its pipeline; the rest is text. */
  private static String message(byte[] data, boolean first) {
    if (!first || data.length < MESSAGE_HEAD) {
      return text(data, 0);
    }
    ByteBuffer head = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    int to = head.getInt();
    int kind = head.getInt();
    return "(to %d, kind %08x, pool %s, pipeline %s) %s"
        .formatted(to, kind, id(head), id(head), text(data, MESSAGE_HEAD));
  }

  /** As .NET writes it: the first three fields have their lowest byte first. */
  private static UUID id(ByteBuffer head) {
    long first = Integer.toUnsignedLong(head.getInt());
    long second = Short.toUnsignedLong(head.getShort());
    long third = Short.toUnsignedLong(head.getShort());
    long rest = Long.reverseBytes(head.getLong());
    return new UUID(first << 32 | second << 16 | third, rest);
  }

  /** Without XML's escapes, so that what must not be shown is found however it was written. */
  private static String text(byte[] data, int from) {
    String clixml = new String(data, from, data.length - from, StandardCharsets.UTF_8);
    String plain =
        clixml
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
    return ESCAPED
        .matcher(plain)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }

  private static String rest(ByteBuffer bytes) {
    byte[] rest = new byte[bytes.remaining()];
    bytes.get(rest);
    String text = new String(rest, StandardCharsets.UTF_8);
    return CharMatcher.javaIsoControl().matchesNoneOf(text.strip())
        ? text
        : "(%d bytes)".formatted(rest.length);
  }
}
