package dev.javaform.python;

/** Says that a text is no Python literal; carries nothing, because most values are plain text. */
final class NotLiteral extends RuntimeException {

  @SuppressWarnings("StaticAssignmentOfThrowable") // it has no stack trace and no causes
  static final NotLiteral INSTANCE = new NotLiteral();

  private static final long serialVersionUID = 1;

  private NotLiteral() {
    super("not a Python literal", null, false, false);
  }
}
