package dev.javaform.python;

/** An expression, or a replacement, is not one of Python's; says where and why. */
public final class RegexSyntaxException extends IllegalArgumentException {

  private static final long serialVersionUID = 1;
  private static final int LONGEST_SHOWN = 200;

  private final int at;
  private final String why;

  /**
   * @param what such as {@code regular expression}
   * @param at the offset in the expression
   * @param why such as {@code a group is not closed}
   */
  RegexSyntaxException(String what, String expression, int at, String why) {
    super(
        "The %s '%s' is wrong at its character %d: %s."
            .formatted(what, shown(expression), at + 1, why));
    this.at = at;
    this.why = why;
  }

  static String shown(String expression) {
    return expression.length() <= LONGEST_SHOWN
        ? expression
        : expression.substring(0, LONGEST_SHOWN) + "...";
  }

  /** The offset of the character that is wrong. */
  public int at() {
    return at;
  }

  /** Such as {@code a group is not closed}, without a full stop. */
  public String why() {
    return why;
  }
}
