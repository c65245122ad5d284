package dev.javaform.python;

import java.time.Duration;

/** Lengths of time as Ansible prints them: {@code 0:00:01.002003}. */
public final class Durations {

  private Durations() {}

  public static String text(Duration length) {
    return "%d:%02d:%02d.%06d"
        .formatted(
            length.toHours(),
            length.toMinutesPart(),
            length.toSecondsPart(),
            length.toNanosPart() / 1000);
  }
}
