package dev.javaform.template.expression;

import dev.javaform.python.Escapes;

/** What a backslash means in an expression's string literal. */
public enum Backslashes {
  /**
   * Itself: Ansible doubles backslashes between {@code {{ }}} of playbooks, so that regular
   * expressions can be written as they are.
   */
  KEPT {
    @Override
    String resolve(String literal) {
      return literal;
    }
  },
  /** The start of Python's escape sequences, as in conditions, statements and template files. */
  RESOLVED {
    @Override
    String resolve(String literal) {
      return Escapes.resolve(literal);
    }
  };

  abstract String resolve(String literal);
}
