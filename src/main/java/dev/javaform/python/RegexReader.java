package dev.javaform.python;

import com.google.common.base.Ascii;

/** An expression, or a text beside one, that is read from its beginning to its end. */
final class RegexReader {

  private static final char END = 0;

  private final String what;
  private final String text;
  private int at;

  /**
   * @param what what it is, for a message
   */
  RegexReader(String what, String text) {
    this.what = what;
    this.text = text;
  }

  boolean isDone() {
    return at == text.length();
  }

  int at() {
    return at;
  }

  void back(int to) {
    at = to;
  }

  /** The character that comes, or a zero at the end. */
  char next() {
    return isDone() ? END : text.charAt(at);
  }

  boolean comes(String what) {
    return text.startsWith(what, at);
  }

  /** Reads {@code what} if it comes. */
  boolean take(String what) {
    boolean comes = comes(what);
    at += comes ? what.length() : 0;
    return comes;
  }

  /** Reads one character, which may be two of Java's. */
  int takeOne() {
    int one = text.codePointAt(at);
    at += Character.charCount(one);
    return one;
  }

  /** Reads as many as come of some letters. */
  String takeAll(String letters) {
    int begin = at;
    while (!isDone() && letters.indexOf(next()) >= 0) {
      at++;
    }
    return text.substring(begin, at);
  }

  /** Reads all decimal digits that come. */
  String takeDigits() {
    return takeAll("0123456789");
  }

  /** Reads up to {@code most} digits of a base. */
  String takeDigits(int base, int most) {
    int begin = at;
    while (!isDone() && at < begin + most && isDigit(next(), base)) {
      at++;
    }
    return text.substring(begin, at);
  }

  private static boolean isDigit(char letter, int base) {
    return letter < 0x80 && Character.digit(letter, base) >= 0;
  }

  /** Reads up to {@code mark} and over it. */
  String takeUntil(char mark, int from, String missing) {
    int end = text.indexOf(mark, at);
    if (end < 0) {
      throw wrong(from, missing);
    }
    String taken = text.substring(at, end);
    at = end + 1;
    return taken;
  }

  boolean comesDigit(int base) {
    return !isDone() && isDigit(next(), base);
  }

  boolean comesLetter() {
    return Ascii.isLowerCase(next()) || Ascii.isUpperCase(next());
  }

  RegexSyntaxException wrong(int from, String why) {
    return new RegexSyntaxException(what, text, from, why);
  }
}
