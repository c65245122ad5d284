package dev.javaform.report;

/**
 * Makes text from hosts safe to print: escape sequences and other control characters never reach a
 * terminal as they are; tabs and line ends stay.
 */
public final class Screen {

  private Screen() {}

  /** The same text, with the number of each dangerous character in its place. */
  public static String safe(String text) {
    if (text.codePoints().noneMatch(Screen::isDangerous)) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            point -> {
              if (isDangerous(point)) {
                safe.append("\\u%04x".formatted(point));
              } else {
                safe.appendCodePoint(point);
              }
            });
    return safe.toString();
  }

  /** C0 and C1 controls, and the marks that reorder a line (Unicode UAX #9). */
  private static boolean isDangerous(int point) {
    boolean control = Character.isISOControl(point) && point != '\n' && point != '\t';
    boolean reorders = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
    return control || reorders;
  }
}
