package dev.javaform.template.document;

import dev.javaform.template.expression.Strings;

/**
 * A stretch of a template's text.
 *
 * @param image the text as written, delimiters included
 * @param at its offset in the template
 */
record Piece(Kind kind, String image, int at) {

  enum Kind {
    PLAIN,
    PRINT,
    TAG,
    COMMENT
  }

  /** What stands between the delimiters, without white space control. */
  String content() {
    int start = 2 + (marked(2) ? 1 : 0);
    int end = image.length() - 2 - (closingMark() == 0 ? 0 : 1);
    return start >= end ? "" : image.substring(start, end);
  }

  /** The offset of {@link #content} in the template. */
  int contentAt() {
    return at + 2 + (marked(2) ? 1 : 0);
  }

  boolean isTag(String name) {
    return kind == Kind.TAG && Strings.strip(content(), null, true, true).equals(name);
  }

  private boolean marked(int place) {
    return image.charAt(place) == '-' || (image.charAt(place) == '+' && kind != Kind.PRINT);
  }

  /** {@code -} or {@code +} after the opening delimiter, 0 where there is none. */
  char openingMark() {
    return kind != Kind.PLAIN && image.length() > 4 && marked(2) ? image.charAt(2) : 0;
  }

  /** {@code -} or {@code +} before the closing delimiter, 0 where there is none. */
  char closingMark() {
    return kind != Kind.PLAIN && image.length() > 4 && marked(image.length() - 3)
        ? image.charAt(image.length() - 3)
        : 0;
  }

  Piece plain(String text) {
    return new Piece(Kind.PLAIN, text, at);
  }
}
