package dev.javaform.module;

import com.google.common.collect.ImmutableList;

/**
 * A line as the words that a shell would make of it, quotes and backslashes taken off, nothing
 * expanded: what {@code shlex.split} of Python gives, and the way back from {@link Script#quote}.
 */
public final class ShellWords {

  private static final char NONE = 0;

  private final String line;
  private final ImmutableList.Builder<String> words = ImmutableList.builder();
  private final StringBuilder word = new StringBuilder();
  private boolean inWord;
  private char quote = NONE;

  private ShellWords(String line) {
    this.line = line;
  }

  /**
   * The words of a line.
   *
   * @throws IllegalArgumentException where a quote is not closed
   */
  public static ImmutableList<String> of(String line) {
    return new ShellWords(line).split();
  }

  private ImmutableList<String> split() {
    for (int at = 0; at < line.length(); at++) {
      at += take(line.charAt(at), at + 1 < line.length() ? line.charAt(at + 1) : NONE);
    }
    if (quote != NONE) {
      throw new IllegalArgumentException("A quote is not closed in: " + line);
    }
    end();
    return words.build();
  }

  /** Takes one character; 1 where the next one is taken too. */
  private int take(char letter, char next) {
    if (letter == '\\' && quote != '\'' && next != NONE) {
      boolean kept = quote == '"' && next != '"' && next != '\\';
      add(kept ? "\\" + next : String.valueOf(next));
      return 1;
    }
    if (quote == NONE ? letter == '\'' || letter == '"' : letter == quote) {
      quote = quote == NONE ? letter : NONE;
      inWord = true;
    } else if (quote == NONE && Character.isWhitespace(letter)) {
      end();
    } else {
      add(String.valueOf(letter));
    }
    return 0;
  }

  private void add(String text) {
    word.append(text);
    inWord = true;
  }

  private void end() {
    if (inWord) {
      words.add(word.toString());
      word.setLength(0);
      inWord = false;
    }
  }
}
