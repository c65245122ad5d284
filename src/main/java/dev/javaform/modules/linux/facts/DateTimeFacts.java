package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** The host's clock: {@code ansible_date_time}, all texts. */
final class DateTimeFacts implements FactReader {

  private static final ImmutableSet<String> LOCAL =
      ImmutableSet.of(
          "year",
          "month",
          "weekday",
          "weekday_number",
          "weeknumber",
          "day",
          "hour",
          "minute",
          "second",
          "epoch",
          "date",
          "time",
          "tz",
          "tz_offset",
          "iso8601_basic_short");

  @Override
  public String name() {
    return "date_time";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min");
  }

  /** One call for local time, one for UTC; %N is no part of POSIX and may stay unreplaced. */
  @Override
  public String script() {
    return """
        run local date '+%Y|%m|%A|%w|%W|%d|%H|%M|%S|%s|%Y-%m-%d|%H:%M:%S|%Z|%z|%Y%m%dT%H%M%S|%N'
        run utc date -u '+%Y-%m-%dT%H:%M:%S'
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    List<String> parts = Splitter.on('|').splitToList(text.first("local").orElse(""));
    if (parts.size() <= LOCAL.size() || text.first("utc").isEmpty()) {
      return Map.of();
    }
    var time = ImmutableMap.<String, Object>builder();
    int index = 0;
    for (String each : LOCAL) {
      time.put(each, parts.get(index++));
    }
    String nanoseconds = parts.get(index);
    String micro = nanoseconds.matches("\\d{9}") ? nanoseconds.substring(0, 6) : "000000";
    String utc = text.first("utc").get();
    time.put("epoch_int", parts.get(LOCAL.asList().indexOf("epoch")));
    time.put("tz_dst", parts.get(LOCAL.asList().indexOf("tz")));
    time.put("iso8601", utc + "Z");
    time.put("iso8601_micro", utc + "." + micro + "Z");
    time.put("iso8601_basic", parts.get(LOCAL.asList().indexOf("iso8601_basic_short")) + micro);
    return ImmutableMap.of("ansible_date_time", time.buildOrThrow());
  }
}
