package dev.javaform.python;

import com.google.common.base.CharMatcher;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.Month;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads times of one format, as Python's {@code _strptime} does. */
final class TimeReader {

  private static final String MONTH =
      Arrays.stream(Month.values()).map(Month::name).collect(Collectors.joining("|"));
  private static final String SHORT_MONTH = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec";
  private static final String DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day";
  private static final String SHORT_DAY = "(?:mon|tue|wed|thu|fri|sat|sun)";
  private static final int SHORT_NAME = 3;
  private static final int NANOSECOND_DIGITS = 9;

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
          .put('f', "(?<f>\\d{1,6})")
          .put('B', "(?<B>" + MONTH + ")")
          .put('b', "(?<B>" + SHORT_MONTH + ")")
          .put('h', "(?<B>" + SHORT_MONTH + ")")
          .put('A', DAY)
          .put('a', SHORT_DAY)
          .put('z', "(?:[+-]\\d\\d:?[0-5]\\d|Z)")
          .put('Z', "[a-z]+")
          .put('%', "%")
          .buildOrThrow();

  private final String format;
  private final Pattern pattern;

  TimeReader(String format) {
    this.format = format;
    this.pattern = pattern(format.replace("%T", "%H:%M:%S"));
  }

  LocalDateTime time(String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.matches()) {
      throw unreadable(text, "they do not agree");
    }
    Map<String, String> parts = new HashMap<>();
    pattern.namedGroups().keySet().forEach(name -> parts.put(name, matcher.group(name)));
    try {
      return time(parts);
    } catch (DateTimeException _) {
      throw unreadable(text, "there is no such day or time");
    }
  }

  private IllegalArgumentException unreadable(String text, String why) {
    return new IllegalArgumentException(
        "\"%s\" cannot be read as a time of the format \"%s\": %s.".formatted(text, format, why));
  }

  private Pattern pattern(String expanded) {
    StringBuilder expression = new StringBuilder();
    for (int at = 0; at < expanded.length(); at++) {
      char letter = expanded.charAt(at);
      if (letter == '%' && at + 1 < expanded.length()) {
        at++;
        expression.append(part(expanded.charAt(at)));
      } else if (isBlank(expanded, at)) {
        expression.append(isBlank(expanded, at - 1) ? "" : "\\s+");
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

  private static boolean isBlank(String text, int at) {
    return at >= 0 && CharMatcher.whitespace().matches(text.charAt(at));
  }

  private String part(char letter) {
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
            .withSecond(number(parts, "S", 0))
            .withNano(nanoseconds(parts));
    return parts.containsKey("j") ? time.withDayOfYear(number(parts, "j", 1)) : time;
  }

  private static int number(Map<String, String> parts, String name, int missing) {
    return parts.containsKey(name) ? Integer.parseInt(parts.get(name).strip()) : missing;
  }

  private static int nanoseconds(Map<String, String> parts) {
    return Integer.parseInt(Strings.padEnd(parts.getOrDefault("f", ""), NANOSECOND_DIGITS, '0'));
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
    String name = parts.get("B").toUpperCase(Locale.ROOT).substring(0, SHORT_NAME);
    return Arrays.stream(Month.values())
        .filter(month -> month.name().startsWith(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  private static int hour(Map<String, String> parts) {
    if (!parts.containsKey("I")) {
      return number(parts, "H", 0);
    }
    boolean afternoon = "pm".equalsIgnoreCase(parts.get("p"));
    return number(parts, "I", 0) % 12 + (afternoon ? 12 : 0);
  }
}
