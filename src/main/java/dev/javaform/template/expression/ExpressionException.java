package dev.javaform.template.expression;

import java.util.Optional;

/** An expression that cannot be read or computed. */
public final class ExpressionException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** What went wrong, in the words of a diagnostic's summary. */
  public enum Kind {
    SYNTAX("Template syntax error"),
    UNKNOWN_WORD("Unknown filter, test or lookup"),
    UNDEFINED("Undefined variable"),
    TOLD("Text from a host is never evaluated"),
    FAILED("Template error");

    private final String summary;

    Kind(String summary) {
      this.summary = summary;
    }

    /** A few words that never vary. */
    public String summary() {
      return summary;
    }
  }

  private final Kind kind;
  private final int at;
  private final transient Optional<Object> home;

  /**
   * @param at the offset in the expression's text, -1 where only the caller knows it
   */
  public ExpressionException(Kind kind, String message, int at) {
    this(kind, message, at, Optional.empty());
  }

  private ExpressionException(Kind kind, String message, int at, Optional<Object> home) {
    super(message);
    this.kind = kind;
    this.at = at;
    this.home = home;
  }

  /** A function's refusal; the caller knows where it was called. */
  @SuppressWarnings("AnnotateFormatMethod") // without arguments it is a text, not a format
  public static ExpressionException failed(String message, Object... arguments) {
    return new ExpressionException(
        Kind.FAILED, arguments.length == 0 ? message : message.formatted(arguments), -1);
  }

  static ExpressionException syntax(String message, int at) {
    return new ExpressionException(Kind.SYNTAX, message, at);
  }

  /** The same at {@code place}, unless it already has a place. */
  public ExpressionException at(int place) {
    if (at >= 0) {
      return this;
    }
    return copy(place, home);
  }

  /** The same in the template {@code document}, unless it already is in one or has no place. */
  public ExpressionException in(Object document) {
    return at < 0 || home.isPresent() ? this : copy(at, Optional.of(document));
  }

  /** The same without a place, for a text that stands in no file. */
  public ExpressionException nowhere() {
    return copy(-1, Optional.empty());
  }

  private ExpressionException copy(int place, Optional<Object> document) {
    ExpressionException copy = new ExpressionException(kind, getMessage(), place, document);
    copy.setStackTrace(getStackTrace());
    return copy;
  }

  /** The template that {@link #at} counts in, where that is not the one the caller gave. */
  public Optional<Object> home() {
    return home;
  }

  public Kind kind() {
    return kind;
  }

  /** The offset in the expression's text, -1 where unknown. */
  public int at() {
    return at;
  }
}
