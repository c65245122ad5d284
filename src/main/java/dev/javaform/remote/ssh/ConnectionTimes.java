package dev.javaform.remote.ssh;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * Spans of time as sshd_config(5), TIME FORMATS, has them: {@code 600}, {@code 10m}, {@code 1h30m}.
 */
final class ConnectionTimes {
  private static final java.util.regex.Pattern ALL =
      java.util.regex.Pattern.compile("(\\d{1,7}[smhdwSMHDW]?)+");
  private static final java.util.regex.Pattern PART =
      java.util.regex.Pattern.compile("(\\d+)([smhdwSMHDW]?)");
  private static final Map<String, Integer> UNITS =
      Map.of("", 1, "s", 1, "m", 60, "h", 3600, "d", 86_400, "w", 604_800);

  private ConnectionTimes() {}

  /**
   * Reads the value of a keyword.
   *
   * @throws IOException naming both where it is no span of time
   */
  static Duration parse(String keyword, String text) throws IOException {
    if (!ALL.matcher(text).matches()) {
      throw new IOException("ssh_config: bad " + keyword + " " + text);
    }
    Matcher parts = PART.matcher(text);
    long seconds = 0;
    while (parts.find()) {
      seconds +=
          Long.parseLong(parts.group(1))
              * requireNonNull(UNITS.get(parts.group(2).toLowerCase(Locale.ROOT)));
    }
    return Duration.ofSeconds(seconds);
  }
}
