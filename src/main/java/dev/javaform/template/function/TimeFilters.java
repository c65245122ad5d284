package dev.javaform.template.function;

import dev.javaform.python.Times;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Filters on dates. */
final class TimeFilters {

  private TimeFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("strftime", "second? utc?", TimeFilters::format)
        .add("to_datetime", "format?", TimeFilters::parse);
  }

  private static Object parse(@Nullable Object value, Bound call) {
    try {
      return Times.parse(Text.str(value), call.text("format", "%Y-%m-%d %H:%M:%S"));
    } catch (IllegalArgumentException e) {
      throw ExpressionException.failed("%s", e.getMessage());
    }
  }

  private static Object format(@Nullable Object value, Bound call) {
    Instant time = call.has("second") ? Instant.ofEpochSecond(seconds(call)) : Instant.now();
    ZoneId zone = call.flag("utc") ? ZoneOffset.UTC : ZoneId.systemDefault();
    return Times.format(Text.str(value), time.atZone(zone));
  }

  private static long seconds(Bound call) {
    try {
      return (long) Double.parseDouble(call.text("second"));
    } catch (NumberFormatException _) {
      throw ExpressionException.failed("Invalid value for epoch value (%s)", call.text("second"));
    }
  }
}
