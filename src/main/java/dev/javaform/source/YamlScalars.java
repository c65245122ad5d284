package dev.javaform.source;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The value of a scalar. The patterns are those of YAML 1.1 as PyYAML narrows them: exponents need
 * a dot and a sign, {@code y} and {@code n} stay strings, {@code 0644} is octal and {@code 12:30}
 * counts in sixties.
 */
final class YamlScalars {

  /** Python takes no longer one either. */
  private static final int LONGEST_NUMBER = 4300;

  private static final String YAML = "tag:yaml.org,2002:";
  private static final Set<String> TRUE =
      Set.of("yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON");
  private static final Set<String> FALSE =
      Set.of("no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF");
  private static final Set<String> NULL = Set.of("", "~", "null", "Null", "NULL");
  private static final Pattern INTEGER =
      Pattern.compile(
          "[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+"
              + "|[1-9][0-9_]*(?::[0-5]?[0-9])++)");
  private static final Pattern FLOAT =
      Pattern.compile(
          "[-+]?[0-9][0-9_]*\\.[0-9_]*(?:[eE][-+][0-9]+)?"
              + "|\\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?"
              + "|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])++\\.[0-9_]*"
              + "|[-+]?\\.(?:inf|Inf|INF)|\\.(?:nan|NaN|NAN)");
  private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "(\\d{4})-(\\d\\d?)-(\\d\\d?)(?:[Tt]|[ \\t]+)(\\d\\d?):(\\d\\d):(\\d\\d)(?:\\.(\\d*))?"
              + "(?:[ \\t]*(?:(Z)|([-+])(\\d\\d?)(?::(\\d\\d))?))?");

  private YamlScalars() {}

  /**
   * The typed value.
   *
   * @param tag the tag as written and resolved; empty without one
   * @throws DiagnosticException for a tag that is not known or does not fit the text
   */
  static @Nullable Object value(String tag, boolean plain, String text, Mark mark) {
    try {
      return switch (tag) {
        case "" -> plain ? implicit(text) : text;
        case "!", "!unsafe", YAML + "str", YAML + "python/unicode" -> text;
        case YAML + "int" -> integer(bounded(text));
        case YAML + "float" -> real(bounded(text));
        case YAML + "bool" -> bool(text.toLowerCase(Locale.ROOT));
        case YAML + "null" -> null;
        case YAML + "timestamp" -> time(text);
        default -> throw unknownTag(tag, mark);
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw invalid(text, mark);
    }
  }

  static DiagnosticException unknownTag(String tag, Mark mark) {
    String name = tag.startsWith(YAML) ? "!!" + tag.substring(YAML.length()) : tag;
    return new DiagnosticException(
        Diagnostic.error(
            "Unknown tag",
            ("The tag %s is unknown. If the value begins with a literal exclamation mark, quote"
                    + " it.")
                .formatted(name),
            mark));
  }

  private static @Nullable Object implicit(String text) {
    if (NULL.contains(text)) {
      return null;
    }
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return TRUE.contains(text);
    }
    return "+-.0123456789".indexOf(text.charAt(0)) >= 0 ? numberOrTime(text) : text;
  }

  private static Object numberOrTime(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return text;
    }
    if (INTEGER.matcher(text).matches()) {
      return integer(text);
    }
    if (FLOAT.matcher(text).matches()) {
      return real(text);
    }
    boolean time = DATE.matcher(text).matches() || TIMESTAMP.matcher(text).matches();
    return time ? time(text) : text;
  }

  private static boolean bool(String text) {
    if (TRUE.contains(text) || FALSE.contains(text)) {
      return TRUE.contains(text);
    }
    throw new NumberFormatException(text);
  }

  private static String bounded(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new NumberFormatException();
    }
    return text;
  }

  private static Number integer(String text) {
    String digits = text.replace("_", "");
    boolean negative = digits.startsWith("-");
    BigInteger size = magnitude(negative || digits.startsWith("+") ? digits.substring(1) : digits);
    BigInteger number = negative ? size.negate() : size;
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private static BigInteger magnitude(String digits) {
    if (digits.startsWith("0b")) {
      return new BigInteger(digits.substring(2), 2);
    }
    if (digits.startsWith("0x")) {
      return new BigInteger(digits.substring(2), 16);
    }
    if (digits.indexOf(':') > 0) {
      return sixties(digits);
    }
    return new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
  }

  private static BigInteger sixties(String digits) {
    BigInteger sum = BigInteger.ZERO;
    for (String part : digits.split(":", -1)) {
      sum = sum.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
    }
    return sum;
  }

  private static Double real(String text) {
    String digits = text.replace("_", "").toLowerCase(Locale.ROOT);
    if (digits.endsWith(".inf")) {
      return digits.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (digits.equals(".nan")) {
      return Double.NaN;
    }
    return digits.indexOf(':') > 0 ? realSixties(digits) : Double.valueOf(digits);
  }

  private static double realSixties(String digits) {
    boolean negative = digits.startsWith("-");
    double sum = 0;
    for (String part : digits.replaceFirst("^[-+]", "").split(":", -1)) {
      sum = sum * 60 + Double.parseDouble(part);
    }
    return negative ? -sum : sum;
  }

  private static Object time(String text) {
    Matcher date = DATE.matcher(text);
    if (date.matches()) {
      return LocalDate.of(number(date, 1), number(date, 2), number(date, 3));
    }
    Matcher at = TIMESTAMP.matcher(text);
    if (!at.matches()) {
      throw new DateTimeException(text);
    }
    return dateTime(at);
  }

  private static Object dateTime(Matcher at) {
    LocalDateTime local =
        LocalDateTime.of(
            number(at, 1),
            number(at, 2),
            number(at, 3),
            number(at, 4),
            number(at, 5),
            number(at, 6),
            nanos(at.group(7)));
    if (at.group(8) != null) {
      return local.atOffset(ZoneOffset.UTC);
    }
    return at.group(9) == null ? local : local.atOffset(offset(at));
  }

  private static ZoneOffset offset(Matcher at) {
    int minutes = number(at, 10) * 60 + (at.group(11) == null ? 0 : number(at, 11));
    return ZoneOffset.ofTotalSeconds((at.group(9).equals("-") ? -60 : 60) * minutes);
  }

  /** Microseconds are what Python keeps; further digits are dropped. */
  private static int nanos(String fraction) {
    return fraction == null || fraction.isEmpty()
        ? 0
        : Integer.parseInt((fraction + "000000").substring(0, 6)) * 1000;
  }

  private static int number(Matcher matcher, int group) {
    return Integer.parseInt(matcher.group(group));
  }

  private static DiagnosticException invalid(String text, Mark mark) {
    return new DiagnosticException(
        Diagnostic.error(
            "Invalid value",
            "\"%s\" looks like a number or a date but is not one. Quote it to make it a string."
                .formatted(text),
            mark));
  }
}
