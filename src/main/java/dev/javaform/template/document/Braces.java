package dev.javaform.template.document;

import dev.javaform.template.expression.ExpressionException;

/** Finds where an expression ends: not in a string, not inside inner brackets. */
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

  /**
   * The offset of {@code close} behind what begins at {@code start}, or -1 where it never comes.
   */
  static int end(String template, int start, String close) {
    int depth = 0;
    for (int i = start; i < template.length(); i++) {
      char letter = template.charAt(i);
      if (depth == 0 && template.startsWith(close, i)) {
        return i;
      }
      if (letter == '\'' || letter == '"') {
        i = quoteEnd(template, i);
      } else if ("([{".indexOf(letter) >= 0) {
        depth++;
      } else if (")]}".indexOf(letter) >= 0 && depth > 0) {
        depth--;
      }
    }
    return -1;
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
