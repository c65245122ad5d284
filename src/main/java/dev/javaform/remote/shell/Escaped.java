package dev.javaform.remote.shell;

/** Text from a host made fit for a message: one line, no control characters, not too long. */
public final class Escaped {
  private static final int LONGEST = 300;

  private Escaped() {}

  /** The text with line ends as {@code "; "} and every other control character as {@code \xNN}. */
  public static String line(String text) {
    StringBuilder line = new StringBuilder();
    String stripped = text.strip();
    stripped.codePoints().limit(LONGEST).forEach(each -> append(line, each));
    return stripped.codePointCount(0, stripped.length()) > LONGEST ? line + "..." : line.toString();
  }

  private static void append(StringBuilder line, int each) {
    if (each == '\n') {
      line.append("; ");
    } else if (each == '\t') {
      line.append(' ');
    } else if (isUnsafe(each)) {
      line.append(each < 0x100 ? "\\x" : "\\u").append(Integer.toHexString(each));
    } else if (each != '\r') {
      line.appendCodePoint(each);
    }
  }

  /** Control characters, and the format characters that turn text around (Unicode class Cf). */
  private static boolean isUnsafe(int each) {
    return each != '\r'
        && (Character.isISOControl(each) || Character.getType(each) == Character.FORMAT);
  }
}
