package dev.javaform.inventory;

import com.google.common.primitives.ImmutableIntArray;
import dev.javaform.source.Mark;
import dev.javaform.source.Source;

/**
 * A piece of one line, quotes resolved, that knows where each of its characters stands.
 *
 * @param columns the column of each character, and one more: that of the end
 */
record Word(String text, Source source, int line, ImmutableIntArray columns) {

  /** A whole line. */
  static Word line(Source source, int line) {
    return verbatim(source.lines().get(line - 1), source.at(line, 1));
  }

  /** A text that stands at a place character for character. */
  static Word verbatim(String text, Mark begin) {
    ImmutableIntArray.Builder columns = ImmutableIntArray.builder(text.length() + 1);
    for (int i = 0; i <= text.length(); i++) {
      columns.add(begin.column() + i);
    }
    return new Word(text, begin.source(), begin.line(), columns.build());
  }

  /** The same without blanks at either end. */
  Word strip() {
    int begin = text.length() - text.stripLeading().length();
    return part(begin, Math.max(begin, text.stripTrailing().length()));
  }

  /** The characters from {@code begin} to the end. */
  Word from(int begin) {
    return part(begin, text.length());
  }

  /** The characters from {@code begin} to before {@code end}. */
  Word part(int begin, int end) {
    return new Word(text.substring(begin, end), source, line, columns.subArray(begin, end + 1));
  }

  /** The place of the character at {@code offset}. */
  Mark at(int offset) {
    return new Mark(source, line, columns.get(offset));
  }

  /** Where it begins. */
  Mark mark() {
    return at(0);
  }
}
