package dev.javaform.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.engine.Event;
import dev.javaform.engine.Outcome;
import dev.javaform.engine.Result;
import dev.javaform.engine.Stats;
import dev.javaform.source.Mark;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Why hosts were lost: one line each, with host, task, the task's place and the reason, so that
 * nobody has to search a long output for the last words of one host among many.
 */
final class Losses {
  private static final String HIDDEN = "the reason is hidden by no_log";
  private static final int LONGEST = 300;

  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<String, String> items = new LinkedHashMap<>();
  private String task = "";

  void started(String name, Mark mark) {
    task = "\"" + name + "\" at " + mark;
    items.clear();
  }

  /** The first item that failed says more than its loop. */
  void ended(Event.ItemEnded item) {
    reason(item.result())
        .ifPresent(why -> items.putIfAbsent(item.host(), item.hidden() ? HIDDEN : why));
  }

  void ended(Event.TaskEnded ended) {
    reason(ended.result())
        .filter(_ -> !ended.ignored())
        .ifPresent(why -> note(ended.host(), ended.hidden() ? HIDDEN : why));
  }

  private void note(String host, String why) {
    String line = "Error: " + host + ": " + task + ": " + items.getOrDefault(host, why);
    lines.put(host, line.strip().replaceAll("\\s*\\R\\s*", " "));
  }

  private static Optional<String> reason(Result result) {
    return switch (result.outcome()) {
      case Outcome.Failed(String message) -> Optional.of(message + lastWords(result, message));
      case Outcome.Unreachable(String message) -> Optional.of(message);
      case Outcome.Unchanged _,
          Outcome.WouldChange _,
          Outcome.Changed _,
          Outcome.Skipped _,
          Outcome.Unpredictable _ ->
          Optional.empty();
    };
  }

  /** A command's own last words, which say more than that it failed. */
  private static String lastWords(Result result, String message) {
    String said = String.valueOf(result.values().getOrDefault("stderr", "")).strip();
    String last = said.substring(said.lastIndexOf('\n') + 1);
    String shown = last.length() > LONGEST ? last.substring(0, LONGEST) + "…" : last;
    return shown.isEmpty() || message.contains(shown) ? "" : ": " + shown;
  }

  /** The lines of the hosts that are lost at the end: what was rescued is no loss. */
  ImmutableList<String> lines(ImmutableMap<String, Stats> stats) {
    return stats.entrySet().stream()
        .filter(entry -> entry.getValue().failed() + entry.getValue().unreachable() > 0)
        .map(entry -> lines.get(entry.getKey()))
        .flatMap(line -> Optional.ofNullable(line).stream())
        .collect(ImmutableList.toImmutableList());
  }
}
