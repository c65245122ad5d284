package dev.javaform.modules.windows.facts;

import dev.javaform.modules.windows.Answer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The guest's clock. */
final class GuestClock {

  private GuestClock() {}

  static Map<String, Object> dateTime(Answer answer) {
    long millis = answer.number("epoch_ms").orElse(0L);
    ZoneOffset offset =
        ZoneOffset.ofTotalSeconds((int) (answer.number("offset_minutes").orElse(0L) * 60));
    OffsetDateTime local = Instant.ofEpochMilli(millis).atOffset(offset);
    OffsetDateTime utc = local.withOffsetSameInstant(ZoneOffset.UTC);
    Map<String, Object> time = new LinkedHashMap<>(parts(local));
    long seconds = Math.floorDiv(millis, 1000);
    time.put("epoch", String.valueOf(seconds));
    time.put("epoch_int", seconds);
    time.put("epoch_local", String.valueOf(seconds + offset.getTotalSeconds()));
    time.put("iso8601", format(utc, "yyyy-MM-dd'T'HH:mm:ss'Z'"));
    time.put("iso8601_micro", format(utc, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
    time.put("tz", answer.words("zone"));
    time.put("tz_offset", format(local, "xxx"));
    return Map.of("ansible_date_time", time);
  }

  private static Map<String, Object> parts(OffsetDateTime local) {
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("date", format(local, "yyyy-MM-dd"));
    parts.put("year", format(local, "yyyy"));
    parts.put("month", format(local, "MM"));
    parts.put("day", format(local, "dd"));
    parts.put("hour", format(local, "HH"));
    parts.put("minute", format(local, "mm"));
    parts.put("second", format(local, "ss"));
    parts.put("time", format(local, "HH:mm:ss"));
    parts.put("iso8601_basic", format(local, "yyyyMMdd'T'HHmmssSSSSSS"));
    parts.put("iso8601_basic_short", format(local, "yyyyMMdd'T'HHmmss"));
    parts.put("weekday", local.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH));
    parts.put("weekday_number", String.valueOf(local.getDayOfWeek().getValue() % 7));
    parts.put("weeknumber", "%02d".formatted(week(local)));
    return parts;
  }

  /** Weeks begin on Monday; days before the first are in week 0 (strftime(3), {@code %W}). */
  private static int week(OffsetDateTime time) {
    return (time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7;
  }

  private static String format(OffsetDateTime time, String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(time);
  }

  static Map<String, Object> uptime(Answer answer) {
    Map<String, Object> facts = new LinkedHashMap<>();
    answer.text("booted").ifPresent(time -> facts.put("ansible_lastboot", time));
    long now = answer.number("now_ms").orElse(0L);
    answer
        .number("booted_ms")
        .ifPresent(then -> facts.put("ansible_uptime_seconds", (now - then) / 1000));
    return facts;
  }
}
