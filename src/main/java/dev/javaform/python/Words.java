package dev.javaform.python;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;

/**
 * A line as words, as Python's {@code shlex.split} makes them: single quotes, double quotes with
 * backslashes, backslashes outside; nothing is expanded.
 */
public final class Words {

  /**
   * One word.
   *
   * @param text without its quotes and backslashes
   * @param offsets where in the line each character stands, and one more: where the word ends
   */
  public record Word(String text, ImmutableIntArray offsets) {}

  private static final String BLANKS = " \t\r\n";
  private static final char COMMENT = '#';

  private final String line;
  private final boolean comments;
  private StringBuilder text = new StringBuilder();
  private ImmutableIntArray.Builder offsets = ImmutableIntArray.builder();
  private int next;

  private Words(String line, boolean comments) {
    this.line = line;
    this.comments = comments;
  }

  /**
   * The words of a line.
   *
   * @throws WordsException where a quote stays open, or a backslash stands at the end
   */
  public static ImmutableList<String> of(String line) {
    return new Words(line, false)
        .words().stream().map(Word::text).collect(ImmutableList.toImmutableList());
  }

  /**
   * The words with their places, up to a {@code #} outside of quotes, which ends the line inside of
   * a word, too.
   *
   * @throws WordsException where a quote stays open, or a backslash stands at the end
   */
  public static ImmutableList<Word> beforeComment(String line) {
    return new Words(line, true).words();
  }

  private ImmutableList<Word> words() {
    ImmutableList.Builder<Word> words = ImmutableList.builder();
    while (skipBlanks()) {
      words.add(word());
    }
    return words.build();
  }

  private boolean skipBlanks() {
    while (next < line.length() && isBlank()) {
      next++;
    }
    return !atEnd();
  }

  private boolean isBlank() {
    return BLANKS.indexOf(line.charAt(next)) >= 0;
  }

  private boolean atEnd() {
    return next >= line.length() || (comments && line.charAt(next) == COMMENT);
  }

  private Word word() {
    text = new StringBuilder();
    offsets = ImmutableIntArray.builder();
    while (!atEnd() && !isBlank()) {
      piece(line.charAt(next));
    }
    return new Word(text.toString(), offsets.add(next).build());
  }

  private void piece(char first) {
    switch (first) {
      case '\'' -> singleQuoted();
      case '"' -> doubleQuoted();
      case '\\' -> escaped();
      default -> take();
    }
  }

  private void singleQuoted() {
    int open = next++;
    while (line.charAt(checked(next, open)) != '\'') {
      take();
    }
    next++;
  }

  private void doubleQuoted() {
    int open = next++;
    while (line.charAt(checked(next, open)) != '"') {
      if (line.charAt(next) == '\\' && "\\\"".indexOf(line.charAt(checked(next + 1, open))) >= 0) {
        next++;
      }
      take();
    }
    next++;
  }

  private void escaped() {
    if (next + 1 == line.length()) {
      throw new WordsException(next, "The backslash at the end escapes nothing. Remove it.");
    }
    next++;
    take();
  }

  private void take() {
    text.append(line.charAt(next));
    offsets.add(next++);
  }

  private int checked(int index, int open) {
    if (index >= line.length()) {
      throw new WordsException(open, "A quote is not closed. Close it, or escape it with \\.");
    }
    return index;
  }
}
