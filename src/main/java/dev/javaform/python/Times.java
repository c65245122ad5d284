package dev.javaform.python;

import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Locale;
import java.util.Optional;

/** C's {@code strftime} and {@code strptime}, in the C locale. */
public final class Times {

  private Times() {}

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

  private static Optional<DateTimeFormatter> pattern(char code) {
    String letters = letters(code);
    return letters.isEmpty()
        ? Optional.empty()
        : Optional.of(DateTimeFormatter.ofPattern(letters, Locale.US));
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
   * The time that {@code text} says in that format, as Python's {@code strptime} reads it, whatever
   * the controller's language: parts it does not say are those of midnight on the first of January
   * 1900. A zone is read over.
   *
   * @throws IllegalArgumentException where the text is not of this format, or not a time
   */
  public static LocalDateTime parse(String text, String format) {
    return new TimeReader(format).time(text);
  }
}
