package dev.javaform.template.expression;

import dev.javaform.python.Times;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** The attributes and methods of Python's {@code datetime} and {@code timedelta}. */
final class TimeMembers {

  private TimeMembers() {}

  static Optional<Object> of(LocalDateTime time, String name) {
    return Optional.ofNullable(
        switch (name) {
          case "year" -> (long) time.getYear();
          case "month" -> (long) time.getMonthValue();
          case "day" -> (long) time.getDayOfMonth();
          case "hour" -> (long) time.getHour();
          case "minute" -> (long) time.getMinute();
          case "second" -> (long) time.getSecond();
          case "microsecond" -> time.getNano() / 1000L;
          case "date" -> (Callable) (_, _) -> time.toLocalDate();
          case "isoformat" -> (Callable) (_, _) -> Text.str(time).replace(' ', 'T');
          case "timestamp" ->
              (Callable)
                  (_, _) ->
                      seconds(
                          Duration.between(
                              EPOCH, time.atZone(ZoneId.systemDefault()).toOffsetDateTime()));
          case "weekday" -> (Callable) (_, _) -> time.getDayOfWeek().getValue() - 1L;
          case "strftime" ->
              (Callable)
                  (arguments, _) ->
                      Times.format(
                          Text.str(arguments.getFirst()), time.atZone(ZoneId.systemDefault()));
          default -> null;
        });
  }

  static Optional<Object> of(Duration span, String name) {
    return Optional.ofNullable(
        switch (name) {
          case "days" -> Math.floorDiv(span.toSeconds(), 86_400L);
          case "seconds" -> Math.floorMod(span.toSeconds(), 86_400L);
          case "microseconds" -> span.toNanosPart() / 1000L;
          case "total_seconds" -> (Callable) (_, _) -> seconds(span);
          default -> null;
        });
  }

  private static final java.time.OffsetDateTime EPOCH =
      java.time.Instant.EPOCH.atOffset(java.time.ZoneOffset.UTC);

  private static double seconds(Duration span) {
    return span.toSeconds() + span.toNanosPart() / 1e9;
  }
}
