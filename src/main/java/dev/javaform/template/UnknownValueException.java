package dev.javaform.template;

/** A template touched an {@link Unknown} value. */
public final class UnknownValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Unknown unknown;

  public UnknownValueException(Unknown unknown) {
    super(unknown.what() + " is not known yet");
    this.unknown = unknown;
  }

  /** The value that was touched. */
  public Unknown unknown() {
    return unknown;
  }
}
