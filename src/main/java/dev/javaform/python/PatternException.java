package dev.javaform.python;

/** An expression cannot be matched with a text within the bounds there are; says what to change. */
public final class PatternException extends RuntimeException {

  private static final long serialVersionUID = 1;

  PatternException(String message) {
    super(message);
  }
}
