package dev.javaform.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Event;
import dev.javaform.event.Outcome;
import dev.javaform.event.Result;
import dev.javaform.event.StartedTask;
import dev.javaform.event.Stats;
import dev.javaform.event.TaskId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Why hosts were lost: one line each, with host, task, the task's place and the reason, so that
 * nobody has to search a long output for the last words of one host among many.
 */
final class LostHosts {
  private static final int LONGEST = 300;

  /** How many of the last lines of a command are shown. */
  private static final int LINES = 3;

  private final Map<String, String> lines = new LinkedHashMap<>();
  private final Map<TaskOnHost, String> items = new HashMap<>();

  private record TaskOnHost(TaskId task, String host) {}

  /** The first item that failed says more than its loop. */
  void ended(Event.ItemEnded item) {
    reason(item.result())
        .ifPresent(why -> items.putIfAbsent(new TaskOnHost(item.task().id(), item.host()), why));
  }

  void ended(Event.TaskEnded ended) {
    Optional<String> item =
        Optional.ofNullable(items.remove(new TaskOnHost(ended.task().id(), ended.host())));
    reason(ended.result())
        .filter(_ -> !ended.ignored())
        .ifPresent(why -> note(ended.host(), place(ended.task()) + item.orElse(why)));
  }

  /** A host failed before any task. */
  void ended(String host, Result result) {
    reason(result).ifPresent(why -> note(host, why));
  }

  private static String place(StartedTask task) {
    return "\"" + task.name() + "\" at " + task.place() + ": ";
  }

  private void note(String host, String why) {
    String line = "Error: " + host + ": " + why;
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
    List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
    String last = String.join("; ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
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
