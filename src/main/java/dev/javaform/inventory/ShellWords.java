package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Source;

/**
 * Splits a line into words as Python's {@code shlex.split} with comments does: single quotes,
 * double quotes with backslashes, backslashes outside, and {@code #} ending the line anywhere
 * outside quotes, inside a word too.
 */
final class ShellWords {

  private static final String BLANKS = " \t\r\n";

  private final Source source;
  private final int number;
  private final String line;
  private StringBuilder text = new StringBuilder();
  private ImmutableIntArray.Builder columns = ImmutableIntArray.builder();
  private int next;

  private ShellWords(Source source, int number) {
    this.source = source;
    this.number = number;
    this.line = source.lines().get(number - 1);
  }

  /** The words of line {@code number}, counted from 1; throws where a quote stays open. */
  static ImmutableList<Word> split(Source source, int number) {
    return new ShellWords(source, number).words();
  }

  private ImmutableList<Word> words() {
    ImmutableList.Builder<Word> words = ImmutableList.builder();
    while (skipBlanks()) {
      words.add(word());
    }
    return words.build();
  }

  private boolean skipBlanks() {
    while (next < line.length() && BLANKS.indexOf(line.charAt(next)) >= 0) {
      next++;
    }
    return !atEnd();
  }

  private boolean atEnd() {
    return next >= line.length() || line.charAt(next) == '#';
  }

  private Word word() {
    text = new StringBuilder();
    columns = ImmutableIntArray.builder();
    while (!atEnd() && BLANKS.indexOf(line.charAt(next)) < 0) {
      piece(line.charAt(next));
    }
    return new Word(text.toString(), source, number, columns.add(next + 1).build());
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
      throw error(next, "The backslash at the end of the line escapes nothing. Remove it.");
    }
    next++;
    take();
  }

  private void take() {
    text.append(line.charAt(next));
    columns.add(++next);
  }

  private int checked(int index, int open) {
    if (index >= line.length()) {
      throw error(open, "The quote is never closed on its line. Close it, or escape it with \\.");
    }
    return index;
  }

  private DiagnosticException error(int index, String detail) {
    return new DiagnosticException(
        Diagnostic.error("Invalid inventory line", detail, source.at(number, index + 1)));
  }
}
