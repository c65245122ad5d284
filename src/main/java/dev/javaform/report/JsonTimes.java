package dev.javaform.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** Times as a report has them: moments of UTC, and how many seconds something took. */
final class JsonTimes {

  private JsonTimes() {}

  static void put(Instant started, Instant ended, Map<String, Object> map) {
    map.put("started", moment(started));
    map.put("ended", moment(ended));
    map.put("duration", seconds(Duration.between(started, ended)));
  }

  static String moment(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
