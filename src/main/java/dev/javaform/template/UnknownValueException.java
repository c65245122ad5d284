package dev.javaform.template;

import org.jspecify.annotations.Nullable;

/** A template touched an {@link Unknown} value. */
public final class UnknownValueException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final transient Unknown unknown;

  public UnknownValueException(Unknown unknown) {
    super(unknown.what() + " is not known yet");
    this.unknown = unknown;
  }

  /** The value itself, for those who use it; throws where it is not known yet. */
  public static @Nullable Object known(@Nullable Object value) {
    if (value instanceof Unknown unknown) {
      throw new UnknownValueException(unknown);
    }
    return value;
  }

  /** The value that was touched. */
  public Unknown unknown() {
    return unknown;
  }
}
