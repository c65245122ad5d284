package dev.javaform.template.expression;

/** Python's {@code +} for functions that add. */
public final class Sums {

  private Sums() {}

  /** The sum; fails for values that do not add. */
  public static Object add(Object left, Object right) {
    return Arithmetic.apply("+", left, right);
  }
}
