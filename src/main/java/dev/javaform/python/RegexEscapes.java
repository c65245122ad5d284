package dev.javaform.python;

import java.util.OptionalInt;

/** What stands behind a backslash where it means one character, in sets and outside of them. */
final class RegexEscapes {

  private static final String LETTERS = "abfnrtv";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000B";
  private static final int OCTAL_DIGITS = 3;
  private static final int LARGEST_OCTAL = 0377;

  private final RegexReader source;
  private final boolean bytes;

  /**
   * @param bytes whether the text is bytes, which have no names and no numbers above 255
   */
  RegexEscapes(RegexReader source, boolean bytes) {
    this.source = source;
    this.bytes = bytes;
  }

  /** Reads on behind a backslash in a set; empty, and nothing read, where it means more. */
  OptionalInt inSet() {
    return source.comesDigit(8) ? OptionalInt.of(octal(source.at())) : character();
  }

  /** Reads on behind a backslash; empty, and nothing read, where it means something else. */
  OptionalInt character() {
    char letter = source.next();
    return switch (letter) {
      case 'x' -> numbered(2);
      case 'u' -> bytes ? unknown() : numbered(4);
      case 'U' -> bytes ? unknown() : numbered(8);
      case 'N' -> bytes ? unknown() : named();
      case '0', '1', '2', '3', '4', '5', '6', '7' -> octalOrGroup();
      default -> LETTERS.indexOf(letter) >= 0 ? control() : plain();
    };
  }

  /** Refuses what is behind a backslash. */
  @SuppressWarnings("DoNotCallSuggester") // stands where a value is expected
  OptionalInt unknown() {
    throw source.wrong(
        source.at() - 1, "\"\\%s\" means nothing".formatted(Character.toString(source.takeOne())));
  }

  private OptionalInt control() {
    return OptionalInt.of(MEANT.charAt(LETTERS.indexOf(source.takeOne())));
  }

  private OptionalInt plain() {
    boolean special = source.comesLetter() || source.comesDigit(10);
    return special ? OptionalInt.empty() : OptionalInt.of(source.takeOne());
  }

  private OptionalInt numbered(int digits) {
    int begin = source.at() - 1;
    source.takeOne();
    String number = source.takeDigits(16, digits);
    if (number.length() < digits) {
      throw source.wrong(begin, "an escape needs %d hexadecimal digits".formatted(digits));
    }
    long value = Long.parseLong(number, 16);
    if (value > Character.MAX_CODE_POINT) {
      throw source.wrong(begin, "there is no character with that number");
    }
    return OptionalInt.of((int) value);
  }

  private OptionalInt named() {
    int begin = source.at() - 1;
    source.takeOne();
    if (!source.take("{")) {
      throw source.wrong(begin, "\"\\N\" needs a character's name in braces");
    }
    try {
      return OptionalInt.of(
          Character.codePointOf(source.takeUntil('}', begin, "a brace is not closed")));
    } catch (IllegalArgumentException e) {
      throw e instanceof RegexSyntaxException wrong
          ? wrong
          : source.wrong(begin, "no character has that name");
    }
  }

  /** Digits that begin with a zero or are three are one character, others are a group's number. */
  private OptionalInt octalOrGroup() {
    int begin = source.at();
    String digits = source.takeDigits(8, OCTAL_DIGITS);
    source.back(begin);
    return digits.length() == OCTAL_DIGITS || digits.startsWith("0")
        ? OptionalInt.of(octal(begin))
        : OptionalInt.empty();
  }

  private int octal(int begin) {
    int value = Integer.parseInt(source.takeDigits(8, OCTAL_DIGITS), 8);
    if (value > LARGEST_OCTAL) {
      throw source.wrong(begin - 1, "an octal number must not be above 377");
    }
    return value;
  }
}
