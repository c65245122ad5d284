package dev.javaform.template.document;

import dev.javaform.template.expression.ExpressionException;

/** Finds where a {@code {{ expression }}} ends: not in a string, not inside inner braces. */
final class Braces {

  private Braces() {}

  /** The offset after the two braces that close those at {@code start}. */
  static int end(String template, int start) {
    int depth = 0;
    for (int i = start + 2; i < template.length(); i++) {
      char letter = template.charAt(i);
      if (letter == '\'' || letter == '"') {
        i = quoteEnd(template, i);
      } else if (letter == '{') {
        depth++;
      } else if (letter == '}' && depth > 0) {
        depth--;
      } else if (letter == '}' && template.startsWith("}}", i)) {
        return i + 2;
      }
    }
    throw new ExpressionException(
        ExpressionException.Kind.SYNTAX, "\"{{\" is never closed; \"}}\" is missing.", start);
  }

  private static int quoteEnd(String template, int start) {
    for (int i = start + 1; i < template.length(); i++) {
      char letter = template.charAt(i);
      if (letter == '\\') {
        i++;
      } else if (letter == template.charAt(start)) {
        return i;
      }
    }
    throw new ExpressionException(
        ExpressionException.Kind.SYNTAX, "This quote is never closed.", start);
  }
}
