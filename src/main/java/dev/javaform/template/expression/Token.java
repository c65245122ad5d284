package dev.javaform.template.expression;

/**
 * A word of an expression.
 *
 * @param value the text of a name or operator, the value of a literal, the expression of a meaning
 * @param at its offset in the text
 */
record Token(Kind kind, Object value, int at) {

  enum Kind {
    NAME,
    STRING,
    NUMBER,
    OPERATOR,
    /** What an {@link Inset} means: a whole expression. */
    MEANING,
    END
  }

  boolean is(String operator) {
    return kind == Kind.OPERATOR && value.equals(operator);
  }

  boolean isName(String name) {
    return kind == Kind.NAME && value.equals(name);
  }

  String shown() {
    return switch (kind) {
      case END -> "end of expression";
      case STRING -> Text.repr(value);
      case NAME, NUMBER, OPERATOR -> String.valueOf(value);
      case MEANING -> "a value";
    };
  }
}
