package dev.javaform.template.ansible;

import dev.javaform.source.Mark;
import dev.javaform.source.Source;
import dev.javaform.template.expression.ExpressionException;
import java.util.Optional;

/**
 * Finds the place of a template's character in the file that holds it, by reading the file along
 * the template: quotes, indentation and folded lines are skipped.
 */
final class Places {

  private final Source source;
  private int line;
  private int column;

  private Places(Mark start) {
    this.source = start.source();
    this.line = start.line();
    this.column = start.column();
  }

  /** The place of a failure in {@code text}, whose value begins at {@code start}. */
  static Mark of(ExpressionException failure, String text, Mark start) {
    return failure.at() < 0 ? start : mark(text, failure.at(), start);
  }

  /**
   * The mark of the character at {@code offset} of {@code text}, whose value begins at {@code
   * start}.
   */
  static Mark mark(String text, int offset, Mark start) {
    if (start.line() == 0 || source(start).isEmpty()) {
      return start;
    }
    Places place = new Places(start);
    place.skipHeader();
    for (int i = 0; i <= Math.min(offset, text.length() - 1); i++) {
      boolean last = i == Math.min(offset, text.length() - 1);
      if (!Character.isWhitespace(text.charAt(i)) && !place.advance(text.charAt(i), last)) {
        return start;
      }
    }
    return place.source.at(place.line, place.column);
  }

  private static Optional<String> source(Mark start) {
    return start.source().line(start.line());
  }

  /** Past {@code |} or {@code >} and its line, or past the opening quote. */
  private void skipHeader() {
    String text = source.line(line).orElse("");
    if (column > text.length() || column < 1) {
      return;
    }
    char first = text.charAt(column - 1);
    if (first == '|' || first == '>') {
      line++;
      column = 1;
    } else if (first == '"' || first == '\'') {
      column++;
    }
  }

  /** Goes to the next such character and, unless it is the last one wanted, past it. */
  private boolean advance(char wanted, boolean stay) {
    for (; source.line(line).isPresent(); line++, column = 1) {
      int at = source.line(line).get().indexOf(wanted, column - 1);
      if (at >= 0) {
        column = stay ? at + 1 : at + 2;
        return true;
      }
    }
    return false;
  }
}
