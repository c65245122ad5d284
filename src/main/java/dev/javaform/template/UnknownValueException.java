package dev.javaform.template;

/** A template touched an {@link Unknown} value. */
public final class UnknownValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnknownValueException(Unknown unknown) {
    super(unknown.what() + " is not known yet");
  }
}
