package dev.javaform.python;

import com.google.common.collect.ImmutableList;
import dev.javaform.python.ReplacementText.Piece;

/** Reads a replacement text ({@code re._parser.parse_template} of Python 3.11). */
final class ReplacementReader {

  private static final String LETTERS = "abfnrtv\\";
  private static final String MEANT = "\u0007\b\f\n\r\t\u000B\\";
  private static final int OCTAL_DIGITS = 3;
  private static final int LARGEST_OCTAL = 0377;

  private final RegexReader source;
  private final Regex regex;
  private final ImmutableList.Builder<Piece> pieces = ImmutableList.builder();
  private final StringBuilder plain = new StringBuilder();

  ReplacementReader(String text, Regex regex) {
    this.source = new RegexReader("replacement", text);
    this.regex = regex;
  }

  ImmutableList<Piece> pieces() {
    while (!source.isDone()) {
      int begin = source.at();
      int letter = source.takeOne();
      if (letter == '\\') {
        escape(begin);
      } else {
        plain.appendCodePoint(letter);
      }
    }
    endPlain();
    return pieces.build();
  }

  private void endPlain() {
    if (!plain.isEmpty()) {
      pieces.add(new Piece.Plain(plain.toString()));
      plain.setLength(0);
    }
  }

  private void escape(int begin) {
    if (source.isDone()) {
      throw source.wrong(begin, "it ends with a backslash; a backslash itself is \"\\\\\"");
    }
    if (source.take("g")) {
      named(begin);
    } else if (source.comesDigit(10)) {
      number(begin);
    } else {
      letter(begin, source.takeOne());
    }
  }

  private void named(int begin) {
    if (!source.take("<")) {
      throw source.wrong(begin, "\"\\g\" needs a group's name between < and >");
    }
    group(begin, source.takeUntil('>', begin, "a group's name is not closed"));
  }

  private void group(int begin, String called) {
    int number =
        regex
            .group(called)
            .orElseThrow(
                () -> source.wrong(begin, "the expression has no group \"%s\"".formatted(called)));
    endPlain();
    pieces.add(new Piece.Group(number));
  }

  /** A character in octal digits, that begin with a zero or are three, or else a group. */
  private void number(int begin) {
    int back = source.at();
    String octal = source.takeDigits(8, OCTAL_DIGITS);
    if (octal.startsWith("0") || octal.length() == OCTAL_DIGITS) {
      octal(begin, Integer.parseInt(octal, 8));
    } else {
      source.back(back);
      group(begin, source.takeDigits(10, 2));
    }
  }

  private void octal(int begin, int value) {
    if (value > LARGEST_OCTAL) {
      throw source.wrong(begin, "an octal number must not be above 377");
    }
    plain.append((char) value);
  }

  private void letter(int begin, int letter) {
    int known = LETTERS.indexOf(letter);
    if (known < 0 && letter < 0x80 && Character.isLetter(letter)) {
      throw source.wrong(
          begin, "\"\\%c\" means nothing; a backslash itself is \"\\\\\"".formatted(letter));
    }
    plain.append(known < 0 ? "\\" + Character.toString(letter) : MEANT.substring(known, known + 1));
  }
}
