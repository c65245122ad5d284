package dev.javaform.template.expression;

import dev.javaform.python.Floats;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Python's numbers: integers without limit, floats, and booleans that count as 0 and 1. */
public final class Numbers {

  private Numbers() {}

  /** The integer as Long where it fits. */
  public static Number narrow(BigInteger value) {
    return value.bitLength() < 64 ? (Number) value.longValue() : value;
  }

  /** Whether Python counts with it; booleans too. */
  public static boolean isNumeric(@Nullable Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** The integer, of an integer or a boolean. */
  public static BigInteger integer(@Nullable Object value) {
    return switch (value) {
      case Boolean truth -> truth ? BigInteger.ONE : BigInteger.ZERO;
      case BigInteger big -> big;
      case Number number -> BigInteger.valueOf(number.longValue());
      case null, default ->
          throw ExpressionException.failed("%s is not an integer.", Text.repr(value));
    };
  }

  /** The float, of a number or a boolean. */
  public static double real(@Nullable Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case Number number -> number.doubleValue();
      case null, default ->
          throw ExpressionException.failed("%s is not a number.", Text.repr(value));
    };
  }

  /** The order of two numbers. */
  public static int compare(@Nullable Object left, @Nullable Object right) {
    return Floats.isFloat(left) || Floats.isFloat(right)
        ? Double.compare(real(left) + 0.0, real(right) + 0.0)
        : integer(left).compareTo(integer(right));
  }
}
