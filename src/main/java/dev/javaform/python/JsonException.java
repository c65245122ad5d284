package dev.javaform.python;

/** A text cannot be read as JSON; says why. */
public final class JsonException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final boolean excessive;

  JsonException(String message, boolean excessive) {
    super(message);
    this.excessive = excessive;
  }

  /** Whether it may be JSON, and is only nested deeper or larger than what is read. */
  public boolean isExcessive() {
    return excessive;
  }
}
