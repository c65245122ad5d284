package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.javaform.python.Words;
import dev.javaform.python.WordsException;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
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

  /**
   * The words of a line, without its comment.
   *
   * @throws DiagnosticException where a quote stays open, or a backslash stands at the end
   */
  static ImmutableList<Word> words(Source source, int line) {
    try {
      return Words.beforeComment(source.lines().get(line - 1)).stream()
          .map(word -> new Word(word.text(), source, line, columns(word)))
          .collect(ImmutableList.toImmutableList());
    } catch (WordsException e) {
      throw new DiagnosticException(
          Diagnostic.error("Invalid inventory line", e.getMessage(), source.at(line, e.at() + 1)));
    }
  }

  private static ImmutableIntArray columns(Words.Word word) {
    return ImmutableIntArray.copyOf(word.offsets().stream().map(offset -> offset + 1));
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
