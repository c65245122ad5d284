package dev.javaform.template.expression;

import dev.javaform.python.Floats;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one value is written: what {@code %05.2f} and {@code {:>10}} have in common.
 *
 * @param fill the padding character
 * @param align one of {@code <>^=}, empty for the type's own
 * @param sign {@code +}, a blank, or empty
 * @param type one of Python's presentation types, empty for the value's own
 */
record FormatSpec(
    char fill,
    Optional<Character> align,
    String sign,
    boolean alternate,
    boolean thousands,
    int width,
    Optional<Integer> precision,
    String type) {

  String apply(@Nullable Object value) {
    boolean number = Numbers.isNumeric(value) && !type.equals("s");
    if (value instanceof Boolean && type.isEmpty()) {
      number = false;
    }
    String body = number ? number(value) : text(value);
    return pad(body, align.orElse(number ? '>' : '<'));
  }

  private String text(@Nullable Object value) {
    if (!type.isEmpty() && !type.equals("s")) {
      throw ExpressionException.failed(
          "a number is required for the format '%s', not %s", type, Values.typeName(value));
    }
    String text = Text.str(value);
    return precision.map(limit -> text.substring(0, Math.min(limit, text.length()))).orElse(text);
  }

  private String number(@Nullable Object value) {
    String digits =
        switch (type) {
          case "", "d", "i", "u", "n" -> own(value);
          case "x" -> prefixed("0x", whole(value).toString(16));
          case "X" -> prefixed("0X", whole(value).toString(16).toUpperCase(Locale.ROOT));
          case "o" -> prefixed("0o", whole(value).toString(8));
          case "b" -> prefixed("0b", whole(value).toString(2));
          case "c" -> Character.toString(whole(value).intValue());
          case "f", "F" -> fixed(Numbers.real(value));
          case "e", "E" ->
              String.format(Locale.ROOT, "%." + precision.orElse(6) + type, Numbers.real(value));
          case "g", "G" -> general(Numbers.real(value));
          case "%" -> fixed(Numbers.real(value) * 100) + "%";
          default -> throw ExpressionException.failed("Unknown format code '%s'", type);
        };
    String grouped = thousands ? grouped(digits) : digits;
    return grouped.startsWith("-") ? grouped : sign + grouped;
  }

  private String own(@Nullable Object value) {
    if (!Floats.isFloat(value)) {
      return Numbers.integer(value).toString();
    }
    if (!type.isEmpty()) {
      return new BigDecimal(Numbers.real(value)).toBigInteger().toString();
    }
    return precision.isPresent() ? general(Numbers.real(value)) : Text.str(value);
  }

  private static BigInteger whole(@Nullable Object value) {
    return Floats.isFloat(value)
        ? new BigDecimal(Numbers.real(value)).toBigInteger()
        : Numbers.integer(value);
  }

  private String prefixed(String prefix, String digits) {
    if (!alternate) {
      return digits;
    }
    return digits.startsWith("-") ? "-" + prefix + digits.substring(1) : prefix + digits;
  }

  private String fixed(double value) {
    return new BigDecimal(value)
        .setScale(precision.orElse(6), RoundingMode.HALF_EVEN)
        .toPlainString();
  }

  private String general(double value) {
    int digits = Math.max(1, precision.orElse(6));
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value).round(new java.math.MathContext(digits, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent < -4 || exponent >= digits) {
      String mantissa = rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString();
      return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
    return rounded.stripTrailingZeros().toPlainString();
  }

  private static String grouped(String digits) {
    int end = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
    StringBuilder grouped = new StringBuilder(digits);
    for (int at = end - 3; at > (digits.startsWith("-") ? 1 : 0); at -= 3) {
      grouped.insert(at, ',');
    }
    return grouped.toString();
  }

  private String pad(String body, char how) {
    int missing = width - body.codePointCount(0, body.length());
    if (missing <= 0) {
      return body;
    }
    String padding = Character.toString(fill);
    int before = how == '^' ? missing / 2 : how == '<' ? 0 : missing;
    boolean signed = how == '=' && !body.isEmpty() && "+- ".indexOf(body.charAt(0)) >= 0;
    return signed
        ? body.charAt(0) + Limits.repeated(padding, missing) + body.substring(1)
        : Limits.repeated(padding, before) + body + Limits.repeated(padding, missing - before);
  }
}
