package dev.javaform.python;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Python's floats. */
public final class Floats {

  private Floats() {}

  /** Whether the value is a float, and not an integer or something else. */
  public static boolean isFloat(@Nullable Object value) {
    return value instanceof Double || value instanceof Float || value instanceof BigDecimal;
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
