package dev.javaform.report;

import dev.javaform.event.Event;
import dev.javaform.event.Outcome;
import dev.javaform.event.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How a task, or one item of its loop, ended on one host, as a report has it. */
final class JsonResult {

  private JsonResult() {}

  /** What a host failed with before any task. */
  static Map<String, Object> of(Result result) {
    Map<String, Object> host = new LinkedHashMap<>();
    result.values().forEach((name, value) -> ReportJson.known(value, it -> host.put(name, it)));
    put(result, host);
    return host;
  }

  /** What the module returned, too. */
  static Map<String, Object> of(Event.TaskEnded ended) {
    Map<String, Object> host = of(ended.result());
    put(ended.took(), ended.at(), ended.ignored(), ended.delegate(), host);
    return host;
  }

  /** What the module returned is in {@code results} of the whole task. */
  static Map<String, Object> ofItem(Event.ItemEnded ended) {
    Map<String, Object> item = new LinkedHashMap<>();
    item.put("item", ended.item());
    put(ended.result(), item);
    put(ended.took(), ended.at(), ended.ignored(), ended.delegate(), item);
    return item;
  }

  /** An include, which has no other end than what it brings. */
  static Map<String, Object> included(Instant at) {
    Map<String, Object> host = new LinkedHashMap<>();
    host.put("changed", false);
    host.put("outcome", "ok");
    put(Duration.ZERO, at, false, Optional.empty(), host);
    return host;
  }

  private static void put(Result result, Map<String, Object> map) {
    map.put("outcome", word(result.outcome()));
    reason(result.outcome()).ifPresent(reason -> map.put("reason", reason));
    List<String> diff = Diff.lines(result.changes());
    if (!diff.isEmpty()) {
      map.put("diff", diff);
    }
  }

  private static void put(
      Duration took,
      Instant at,
      boolean ignored,
      Optional<Event.Delegate> delegate,
      Map<String, Object> map) {
    map.put("duration", JsonTimes.seconds(took));
    map.put("ended", JsonTimes.moment(at));
    if (ignored) {
      map.put("ignored", true);
    }
    delegate.ifPresent(other -> map.put("delegated_to", other.host()));
  }

  private static String word(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unchanged _ -> "ok";
      case Outcome.WouldChange _ -> "would_change";
      case Outcome.Changed _ -> "changed";
      case Outcome.Skipped _ -> "skipped";
      case Outcome.Unpredictable _ -> "unpredictable";
      case Outcome.Failed _ -> "failed";
      case Outcome.Unreachable _ -> "unreachable";
    };
  }

  private static Optional<String> reason(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Unchanged _, Outcome.WouldChange _, Outcome.Changed _ -> Optional.empty();
      case Outcome.Skipped(String reason) -> Optional.of(reason).filter(it -> !it.isEmpty());
      case Outcome.Unpredictable(String reason) -> Optional.of(reason);
      case Outcome.Failed(String message) -> Optional.of(message);
      case Outcome.Unreachable(String message) -> Optional.of(message);
    };
  }
}
