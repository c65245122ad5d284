package dev.javaform.template.function;

/** Writes one scalar and breaks its lines at blanks beyond the width. */
final class YamlFolding {

  private final int margin;
  private final int width;
  private final StringBuilder text = new StringBuilder();
  private int column;

  YamlFolding(int column, int margin, int width) {
    this.column = column;
    this.margin = margin;
    this.width = width;
  }

  String plain(String scalar) {
    words(scalar);
    return text.toString();
  }

  String single(String scalar) {
    put("'");
    words(scalar);
    put("'");
    return text.toString();
  }

  private void words(String scalar) {
    boolean quoted = !text.isEmpty();
    for (int i = 0; i < scalar.length(); i++) {
      char letter = scalar.charAt(i);
      boolean alone =
          letter == ' '
              && i > 0
              && i + 1 < scalar.length()
              && scalar.charAt(i - 1) != ' '
              && scalar.charAt(i + 1) != ' ';
      if (letter == '\n') {
        i = lines(scalar, i);
      } else if (alone && column > width) {
        newLine();
      } else {
        put(quoted && letter == '\'' ? "''" : String.valueOf(letter));
      }
    }
  }

  /** A line break is written as two; more stay as many more. */
  private int lines(String scalar, int from) {
    int end = from;
    while (end < scalar.length() && scalar.charAt(end) == '\n') {
      end++;
    }
    text.repeat("\n", end - from);
    newLine();
    return end - 1;
  }

  private void newLine() {
    text.append('\n').repeat(" ", margin);
    column = margin;
  }

  String escaped(String scalar) {
    put("\"");
    int length = scalar.length();
    for (int i = 0; i < length; i++) {
      char letter = scalar.charAt(i);
      if (letter == ' ' && i > 0 && i < length - 1 && column > width) {
        put("\\");
        newLine();
        put("\\");
      }
      put(escape(letter));
    }
    put("\"");
    return text.toString();
  }

  private static String escape(char letter) {
    return switch (letter) {
      case '\0' -> "\\0";
      case 7 -> "\\a";
      case '\b' -> "\\b";
      case '\t' -> "\\t";
      case '\n' -> "\\n";
      case 11 -> "\\v";
      case '\f' -> "\\f";
      case '\r' -> "\\r";
      case 27 -> "\\e";
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case 0x85 -> "\\N";
      case 0x2028 -> "\\L";
      case 0x2029 -> "\\P";
      case 0xFEFF -> "\\uFEFF";
      default ->
          letter < ' ' || letter == 0x7F || (letter > 0x7F && letter < 0xA0)
              ? "\\x%02X".formatted((int) letter)
              : String.valueOf(letter);
    };
  }

  private void put(String part) {
    text.append(part);
    column += part.length();
  }
}
