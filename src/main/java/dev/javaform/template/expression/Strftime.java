package dev.javaform.template.expression;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;

/** C's {@code strftime} and {@code strptime}, in the C locale. */
public final class Strftime {

  private Strftime() {}

  /** The time in that format; a {@code %} code it does not know stays as it is. */
  public static String format(String format, ZonedDateTime time) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      boolean code = format.charAt(i) == '%' && i + 1 < format.length();
      text.append(code ? code(format.charAt(++i), time) : String.valueOf(format.charAt(i)));
    }
    return text.toString();
  }

  private static String code(char code, ZonedDateTime time) {
    return switch (code) {
      case '%' -> "%";
      case 'n' -> "\n";
      case 't' -> "\t";
      case 's' -> String.valueOf(time.toEpochSecond());
      case 'w' -> String.valueOf(time.getDayOfWeek().getValue() % 7);
      case 'u' -> String.valueOf(time.getDayOfWeek().getValue());
      case 'C' -> "%02d".formatted(time.getYear() / 100);
      case 'e' -> "%2d".formatted(time.getDayOfMonth());
      case 'f' -> "%06d".formatted(time.getNano() / 1000);
      case 'U' ->
          "%02d".formatted((time.getDayOfYear() + 6 - time.getDayOfWeek().getValue() % 7) / 7);
      case 'W' ->
          "%02d"
              .formatted((time.getDayOfYear() + 6 - (time.getDayOfWeek().getValue() + 6) % 7) / 7);
      case 'V' -> "%02d".formatted(time.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
      case 'G' -> String.valueOf(time.get(IsoFields.WEEK_BASED_YEAR));
      case 'c' -> format("%a %b %e %H:%M:%S %Y", time);
      case 'x', 'D' -> format("%m/%d/%y", time);
      case 'X', 'T' -> format("%H:%M:%S", time);
      case 'F' -> format("%Y-%m-%d", time);
      case 'R' -> format("%H:%M", time);
      case 'r' -> format("%I:%M:%S %p", time);
      default -> pattern(code).map(pattern -> pattern.format(time)).orElse("%" + code);
    };
  }

  private static java.util.Optional<DateTimeFormatter> pattern(char code) {
    String letters = letters(code);
    return letters.isEmpty()
        ? java.util.Optional.empty()
        : java.util.Optional.of(DateTimeFormatter.ofPattern(letters, Locale.US));
  }

  private static String letters(char code) {
    return switch (code) {
      case 'Y' -> "uuuu";
      case 'y' -> "uu";
      case 'm' -> "MM";
      case 'd' -> "dd";
      case 'H' -> "HH";
      case 'I' -> "hh";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'p' -> "a";
      case 'j' -> "DDD";
      case 'a' -> "EEE";
      case 'A' -> "EEEE";
      case 'b', 'h' -> "MMM";
      case 'B' -> "MMMM";
      case 'z' -> "xx";
      case 'Z' -> "zzz";
      default -> "";
    };
  }

  /**
   * The time that {@code text} says in that format; parts it does not say are those of 1900-01-01.
   */
  public static LocalDateTime parse(String text, String format) {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder().parseCaseInsensitive();
    for (int i = 0; i < format.length(); i++) {
      boolean code = format.charAt(i) == '%' && i + 1 < format.length();
      if (code) {
        append(builder, format.charAt(++i));
      } else {
        builder.appendLiteral(format.charAt(i));
      }
    }
    builder
        .parseDefaulting(ChronoField.YEAR, 1900)
        .parseDefaulting(ChronoField.MONTH_OF_YEAR, 1)
        .parseDefaulting(ChronoField.DAY_OF_MONTH, 1)
        .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
        .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0);
    try {
      return LocalDateTime.parse(text, withHour(builder, format));
    } catch (DateTimeParseException _) {
      throw ExpressionException.failed(
          "time data %s does not match format %s", Text.repr(text), Text.repr(format));
    }
  }

  private static DateTimeFormatter withHour(DateTimeFormatterBuilder builder, String format) {
    return (format.contains("%I") ? builder : builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0))
        .toFormatter(Locale.US);
  }

  private static void append(DateTimeFormatterBuilder builder, char code) {
    switch (code) {
      case 'T' -> builder.appendPattern("HH:mm:ss");
      case 'f' -> builder.appendFraction(ChronoField.NANO_OF_SECOND, 1, 6, false);
      case 'b', 'h' -> builder.appendText(ChronoField.MONTH_OF_YEAR, TextStyle.SHORT);
      case '%' -> builder.appendLiteral('%');
      default -> {
        if (letters(code).isEmpty()) {
          throw ExpressionException.failed("'%%%s' is not known in a time format", code);
        }
        builder.appendPattern(letters(code));
      }
    }
  }
}
