package dev.javaform.python;

import java.util.OptionalInt;

/** A set of characters between brackets, written for Java. */
final class RegexSet {

  private static final String CLASSES = "dDsSwW";

  private final RegexReader source;
  private final RegexEscapes escapes;
  private final boolean unicode;
  private final StringBuilder target;

  RegexSet(RegexReader source, RegexEscapes escapes, boolean unicode, StringBuilder target) {
    this.source = source;
    this.escapes = escapes;
    this.unicode = unicode;
    this.target = target;
  }

  /** Reads on behind the opening bracket. */
  void translate() {
    int open = source.at() - 1;
    target.append(source.take("^") ? "[^" : "[");
    boolean first = true;
    while (first || !source.take("]")) {
      first = false;
      member(open);
    }
    target.append(']');
  }

  private void member(int open) {
    int begin = source.at();
    OptionalInt from = one(open);
    int dash = source.at();
    boolean range = source.take("-");
    if (!range || source.comes("]")) {
      source.back(dash);
      return;
    }
    int length = target.length();
    OptionalInt to = one(open);
    if (from.isEmpty() || to.isEmpty() || from.getAsInt() > to.getAsInt()) {
      throw source.wrong(
          begin,
          from.isEmpty() || to.isEmpty()
              ? "a range of characters needs one character at each end"
              : "a range of characters goes backwards");
    }
    target.insert(length, '-');
  }

  /** Writes one character or a class; gives the character. */
  private OptionalInt one(int open) {
    if (source.isDone()) {
      throw source.wrong(open, "a set of characters is not closed");
    }
    OptionalInt one = source.take("\\") ? escaped() : OptionalInt.of(source.takeOne());
    one.ifPresent(letter -> literal(letter, target));
    return one;
  }

  private OptionalInt escaped() {
    if (source.isDone()) {
      throw source.wrong(source.at() - 1, "it ends with a backslash");
    }
    OptionalInt character = escapes.inSet();
    if (character.isPresent()) {
      return character;
    }
    if (CLASSES.indexOf(source.next()) < 0) {
      return escapes.unknown();
    }
    target.append(named(source.takeOne(), unicode));
    return character;
  }

  /**
   * A class such as {@code \d}. To Python the four separators below the blank are blanks as well,
   * where letters are not those of ASCII only ({@code str.isspace}).
   */
  static String named(int letter, boolean unicode) {
    return switch (letter) {
      case 's' -> unicode ? "[\\s\\x1c-\\x1f]" : "\\s";
      case 'S' -> unicode ? "[^\\s\\x1c-\\x1f]" : "\\S";
      default -> "\\" + (char) letter;
    };
  }

  /** A character that has no meaning but itself. */
  static void literal(int letter, StringBuilder target) {
    if (letter >= 0x80 || Character.isLetterOrDigit(letter)) {
      target.appendCodePoint(letter);
    } else {
      target.append("\\x%02x".formatted(letter));
    }
  }
}
