package dev.javaform.template.expression;

import java.util.function.Supplier;

/**
 * A value within an expression's text that is never read as part of that text. Within a string it
 * is data, whatever quotes or backslashes it holds; elsewhere it is an operand of its own.
 *
 * @param text what it is within a string
 * @param meaning what it is elsewhere; may fail where it can be nothing there
 */
public record Inset(String text, Supplier<Expression> meaning) {

  /** What stands in the text where an inset is: nothing that a name or an operator has in it. */
  static final char PLACE = '\uFFFC';
}
