package dev.javaform.binding;

/** A value that an argument cannot take; the message says what was expected. */
final class BadArgument extends RuntimeException {

  private static final long serialVersionUID = 1;

  BadArgument(String message) {
    super(message);
  }
}
