package dev.javaform.modules.linux.files;

import dev.javaform.python.Times;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** Times that a file shall have, by the host's own clock. */
final class HostTime {

  private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final DateTimeFormatter DIGITS = DateTimeFormatter.ofPattern("uuuuMMddHHmm.ss");
  private static final Pattern ZONE = Pattern.compile("(?:[^%]|%[^zZ])*+%[zZ].*", Pattern.DOTALL);

  private HostTime() {}

  /**
   * The time as {@code 2026-01-31 23:59:59}.
   *
   * @throws IllegalArgumentException where the text is not of this format, or not a time, or where
   *     the format has a zone, which Python's {@code mktime} does not heed
   */
  static String parse(String text, String format) {
    if (ZONE.matcher(format).matches()) {
      throw new IllegalArgumentException(
          "The zone in the format \"%s\" is not supported: the time is the host's own."
              .formatted(format));
    }
    return TEXT.format(Times.parse(text, format));
  }

  /** The same as touch(1) wants it: {@code 202601312359.59}. */
  static String digits(String time) {
    return DIGITS.format(LocalDateTime.parse(time, TEXT));
  }
}
