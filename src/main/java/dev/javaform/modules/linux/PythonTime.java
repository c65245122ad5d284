package dev.javaform.modules.linux;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as Python's {@code time.strptime} reads them, whatever the controller's language: a part
 * that the format leaves out is that of midnight on the first of January 1900. Zones are not read,
 * as Python's {@code mktime} does not heed them; the time is the host's own.
 */
final class PythonTime {

  private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmm.ss");
  private static final List<String> MONTHS =
      List.of(
          "january",
          "february",
          "march",
          "april",
          "may",
          "june",
          "july",
          "august",
          "september",
          "october",
          "november",
          "december");

  private static final String DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
  private static final String SHORT_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
  private static final int SHORT_NAME = 3;

  /** The expression for what each letter after a percent sign stands for. */
  private static final ImmutableMap<Character, String> PARTS =
      ImmutableMap.<Character, String>builder()
          .put('Y', "(?<Y>\\d{4})")
          .put('y', "(?<y>\\d{2})")
          .put('m', "(?<m>1[0-2]|0?[1-9])")
          .put('d', "(?<d>3[01]|[12]\\d|0?[1-9]| [1-9])")
          .put('j', "(?<j>36[0-6]|3[0-5]\\d|[12]\\d{2}|0[1-9]\\d|00[1-9]|[1-9]\\d|0?[1-9])")
          .put('H', "(?<H>2[0-3]|[01]\\d|\\d)")
          .put('I', "(?<I>1[0-2]|0?[1-9])")
          .put('p', "(?<p>am|pm)")
          .put('M', "(?<M>[0-5]\\d|\\d)")
          .put('S', "(?<S>[0-5]\\d|\\d)")
          .put('f', "\\d{1,6}")
          .put('B', "(?<B>" + String.join("|", MONTHS) + ")")
          .put('b', "(?<B>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
          .put('A', DAY)
          .put('a', SHORT_DAY)
          .put('%', "%")
          .buildOrThrow();

  private PythonTime() {}

  /**
   * The time as {@code 2026-01-31 23:59:59}.
   *
   * @throws IllegalArgumentException where the text is not of this format, or is no time
   */
  static String parse(String text, String format) {
    Map<String, String> parts = new HashMap<>();
    Pattern pattern = pattern(format);
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw unreadable(text, format, "they do not agree");
    }
    pattern.namedGroups().keySet().forEach(name -> parts.put(name, matcher.group(name)));
    try {
      return TEXT.format(time(parts));
    } catch (DateTimeException e) {
      throw unreadable(text, format, e.getMessage());
    }
  }

  /** The same as touch(1) wants it: {@code 202601312359.59}. */
  static String digits(String time) {
    return DIGITS.format(LocalDateTime.parse(time, TEXT));
  }

  private static IllegalArgumentException unreadable(String text, String format, String why) {
    return new IllegalArgumentException(
        "\"%s\" cannot be read as a time of the format \"%s\": %s.".formatted(text, format, why));
  }

  private static Pattern pattern(String format) {
    StringBuilder expression = new StringBuilder();
    for (int at = 0; at < format.length(); at++) {
      char letter = format.charAt(at);
      if (letter == '%' && at + 1 < format.length()) {
        at++;
        expression.append(part(format.charAt(at), format));
      } else if (CharMatcher.whitespace().matches(letter)) {
        expression.append("\\s+");
      } else {
        expression.append(Pattern.quote(String.valueOf(letter)));
      }
    }
    try {
      return Pattern.compile(expression.toString(), Pattern.CASE_INSENSITIVE);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the format \"" + format + "\" names a part twice.", e);
    }
  }

  private static String part(char letter, String format) {
    String part = PARTS.get(letter);
    if (part == null) {
      throw new IllegalArgumentException(
          "\"%%%s\" in the format \"%s\" is not supported.".formatted(letter, format));
    }
    return part;
  }

  private static LocalDateTime time(Map<String, String> parts) {
    LocalDateTime time =
        LocalDateTime.of(year(parts), month(parts), number(parts, "d", 1), 0, 0, 0)
            .withHour(hour(parts))
            .withMinute(number(parts, "M", 0))
            .withSecond(number(parts, "S", 0));
    return parts.containsKey("j") ? time.withDayOfYear(number(parts, "j", 1)) : time;
  }

  private static int number(Map<String, String> parts, String name, int missing) {
    return parts.containsKey(name) ? Integer.parseInt(parts.get(name).strip()) : missing;
  }

  /** Two digits are years from 1969 to 2068, as POSIX has it. */
  private static int year(Map<String, String> parts) {
    if (parts.containsKey("y")) {
      int year = number(parts, "y", 0);
      return year < 69 ? 2000 + year : 1900 + year;
    }
    return number(parts, "Y", 1900);
  }

  private static int month(Map<String, String> parts) {
    if (!parts.containsKey("B")) {
      return number(parts, "m", 1);
    }
    String name = parts.get("B").toLowerCase(Locale.ROOT).substring(0, SHORT_NAME);
    for (int at = 0; at < MONTHS.size(); at++) {
      if (MONTHS.get(at).startsWith(name)) {
        return at + 1;
      }
    }
    throw new IllegalStateException(name);
  }

  private static int hour(Map<String, String> parts) {
    if (!parts.containsKey("I")) {
      return number(parts, "H", 0);
    }
    boolean afternoon = "pm".equalsIgnoreCase(parts.get("p"));
    return number(parts, "I", 0) % 12 + (afternoon ? 12 : 0);
  }
}
