package dev.javaform.python;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers as Python's {@code int} and {@code float} read them from a text. */
public final class PythonNumber {

  private static final String DIGITS = "\\d++(?:_\\d++)*+";
  private static final Pattern INTEGER = Pattern.compile("[+-]?" + DIGITS);
  private static final Pattern REAL =
      Pattern.compile("[+-]?(?:%1$s(?:\\.(?:%1$s)?)?|\\.%1$s)(?:[eE][+-]?%1$s)?".formatted(DIGITS));
  private static final Pattern INFINITE = Pattern.compile("[+-]?inf(?:inity)?");

  private static final int LONGEST = 4300;

  private PythonNumber() {}

  /** The whole number in decimal digits, a {@code Long} where it fits. */
  public static Optional<Number> integer(String text) {
    String number = text.strip();
    return INTEGER.matcher(number).matches() && number.length() <= LONGEST
        ? Optional.of(narrow(new BigInteger(number.replace("_", ""))))
        : Optional.empty();
  }

  private static Number narrow(BigInteger number) {
    return number.bitLength() < Long.SIZE ? (Number) number.longValueExact() : number;
  }

  /** The number, which may be infinite or none. */
  public static Optional<Double> real(String text) {
    String number = text.strip().toLowerCase(Locale.ROOT);
    if (REAL.matcher(number).matches()) {
      return Optional.of(Double.parseDouble(number.replace("_", "")));
    }
    if (INFINITE.matcher(number).matches()) {
      return Optional.of(
          number.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
    }
    return number.matches("[+-]?nan") ? Optional.of(Double.NaN) : Optional.empty();
  }
}
