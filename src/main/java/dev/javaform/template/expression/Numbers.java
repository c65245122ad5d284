package dev.javaform.template.expression;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Python's numbers: integers without limit, floats, and booleans that count as 0 and 1. */
public final class Numbers {

  private Numbers() {}

  /** The integer as Long where it fits. */
  public static Number narrow(BigInteger value) {
    return value.bitLength() < 64 ? (Number) value.longValue() : value;
  }

  /** Whether Python counts with it; booleans too. */
  public static boolean isNumeric(Object value) {
    return value instanceof Number || value instanceof Boolean;
  }

  /** Whether it is a float. */
  public static boolean isFloat(Object value) {
    return value instanceof Double || value instanceof Float || value instanceof BigDecimal;
  }

  /** The integer, of an integer or a boolean. */
  public static BigInteger integer(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? BigInteger.ONE : BigInteger.ZERO;
      case BigInteger big -> big;
      case Number number -> BigInteger.valueOf(number.longValue());
      case null, default ->
          throw ExpressionException.failed("%s is not an integer.", Text.repr(value));
    };
  }

  /** The float, of a number or a boolean. */
  public static double real(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? 1 : 0;
      case Number number -> number.doubleValue();
      case null, default ->
          throw ExpressionException.failed("%s is not a number.", Text.repr(value));
    };
  }

  /** The order of two numbers. */
  public static int compare(Object left, Object right) {
    return isFloat(left) || isFloat(right)
        ? Double.compare(real(left) + 0.0, real(right) + 0.0)
        : integer(left).compareTo(integer(right));
  }

  /** The float as Python prints it. */
  public static String shown(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    BigDecimal digits = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = digits.precision() - digits.scale() - 1;
    if (value != 0 && (exponent < -4 || exponent >= 16)) {
      return scientific(digits, exponent);
    }
    String plain = digits.toPlainString();
    String sign = value == 0 && 1 / value < 0 && !plain.startsWith("-") ? "-" : "";
    return sign + (plain.contains(".") ? plain : plain + ".0");
  }

  private static String scientific(BigDecimal digits, int exponent) {
    String all = digits.unscaledValue().abs().toString();
    String fraction = all.length() > 1 ? "." + all.substring(1) : "";
    return "%s%c%se%s%02d"
        .formatted(
            digits.signum() < 0 ? "-" : "",
            all.charAt(0),
            fraction,
            exponent < 0 ? "-" : "+",
            Math.abs(exponent));
  }
}
