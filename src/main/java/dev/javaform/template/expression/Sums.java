package dev.javaform.template.expression;

import org.jspecify.annotations.Nullable;

/** Python's {@code +} for functions that add. */
public final class Sums {

  private Sums() {}

  /** The sum; fails for values that do not add. */
  public static Object add(@Nullable Object left, @Nullable Object right) {
    return Arithmetic.apply("+", left, right);
  }
}
