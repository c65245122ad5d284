package dev.javaform.modules.windows.tasks;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Lengths of time as XML Schema writes them: {@code P3D} is {@code PT72H}. */
final class TaskDuration {

  private TaskDuration() {}

  /** One text for one length; what counts months or years, which differ, is left as it is. */
  static String plain(String text) {
    try {
      return Duration.parse(text).toString();
    } catch (DateTimeParseException _) {
      return text;
    }
  }

  /**
   * A length that a task says.
   *
   * @throws IllegalArgumentException where it is none
   */
  static String wished(String name, String text) {
    if (!text.matches("P(\\d+Y)?(\\d+M)?(\\d+D)?(T(\\d+H)?(\\d+M)?(\\d+S)?)?")
        || text.endsWith("P")
        || text.endsWith("T")) {
      throw new IllegalArgumentException(
          "\"%s\" is \"%s\"; a length of time is written as PT30M, PT12H or P3D."
              .formatted(name, text));
    }
    return plain(text);
  }
}
