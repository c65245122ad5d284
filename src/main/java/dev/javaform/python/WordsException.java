package dev.javaform.python;

/** A line cannot be split into words; says what to change. */
public final class WordsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;

  private final int at;

  WordsException(int at, String message) {
    super(message);
    this.at = at;
  }

  /** The offset in the line of the quote or backslash that is wrong. */
  public int at() {
    return at;
  }
}
