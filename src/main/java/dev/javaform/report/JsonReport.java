package dev.javaform.report;

import static java.util.Objects.requireNonNull;

import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.Outcome;
import dev.javaform.event.StartedTask;
import dev.javaform.event.Stats;
import dev.javaform.event.TaskId;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects a run and prints it as one JSON document at its end: {@code plays}, in them {@code
 * tasks}, in them {@code hosts}; {@code stats} by host; {@code warnings}. Safe for use by many
 * threads.
 */
public final class JsonReport implements Listener {

  private final PrintStream out;
  private final List<Object> plays = new ArrayList<>();
  private final List<Object> warnings = new ArrayList<>();
  private final Map<String, Object> stats = new LinkedHashMap<>();
  private final Map<String, Object> interrupted = new LinkedHashMap<>();
  private final Map<String, Object> leftRunning = new LinkedHashMap<>();
  private final Map<Integer, Play> batches = new HashMap<>();
  private final Map<TaskId, Map<String, Object>> tasks = new HashMap<>();

  /**
   * A play, or a batch of it.
   *
   * @param written what is written of it
   * @param failed the hosts that failed before any task
   */
  private record Play(
      Map<String, Object> written, List<Object> tasks, Map<String, Object> failed) {}

  public JsonReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.PlayStarted started -> play(started);
      case Event.PlaySkipped(_, _, String reason) -> warnings.add("play skipped: " + reason);
      case Event.NobodyLeft _ -> {} // the failures that led to it are told
      case Event.TaskStarted(_, var task) -> hosts(task);
      case Event.ItemEnded _, Event.Retrying _ -> {} // both are in the task's own result
      case Event.Exchanged _ -> {} // tells of the way, not of the result
      case Event.TaskEnded ended -> hosts(ended.task()).put(ended.host(), host(ended));
      case Event.HostFailed failed -> failed(failed);
      case Event.Included included -> included(included);
      case Event.Warned(_, _, _, String text) -> warnings.add(text);
      case Event.Interrupted(_, var underWay, var left) -> {
        interrupted.putAll(underWay);
        leftRunning.putAll(left);
      }
      case Event.RunEnded(_, var counts, _, _) -> end(counts);
    }
  }

  private void play(Event.PlayStarted started) {
    Play play = new Play(new LinkedHashMap<>(), new ArrayList<>(), new LinkedHashMap<>());
    play.written().put("play", Map.of("name", started.name(), "hosts", started.hosts()));
    play.written().put("tasks", play.tasks());
    plays.add(play.written());
    batches.put(started.play(), play);
  }

  /** What a task did, by host; it is written with the first that is told of it. */
  private Map<String, Object> hosts(StartedTask started) {
    return tasks.computeIfAbsent(started.id(), _ -> begin(started));
  }

  private Map<String, Object> begin(StartedTask started) {
    Map<String, Object> hosts = new LinkedHashMap<>();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", started.name());
    about.put("module", started.module());
    about.put("path", started.place());
    about.put("handler", started.handler());
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("task", about);
    task.put("hosts", hosts);
    requireNonNull(batches.get(started.id().play())).tasks().add(task);
    return hosts;
  }

  private void failed(Event.HostFailed failed) {
    Play play = requireNonNull(batches.get(failed.play()));
    Map<String, Object> host = new LinkedHashMap<>(failed.result().values());
    host.put("outcome", word(failed.result().outcome()));
    play.failed().put(failed.host(), host);
    play.written().put("failed", play.failed());
  }

  private void included(Event.Included included) {
    Map<String, Object> told = Map.of("included", included.what(), "changed", false);
    included.hosts().forEach(host -> hosts(included.task()).put(host, told));
  }

  private static Map<String, Object> host(Event.TaskEnded ended) {
    Map<String, Object> host = new LinkedHashMap<>(ended.result().values());
    host.put("outcome", word(ended.result().outcome()));
    if (ended.ignored()) {
      host.put("ignored", true);
    }
    ended.delegate().ifPresent(other -> host.put("delegated_to", other.host()));
    List<String> diff = Diff.lines(ended.result().changes());
    if (!diff.isEmpty()) {
      host.put("diff", diff);
    }
    return host;
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

  private void end(Map<String, Stats> counts) {
    counts.forEach((host, each) -> stats.put(host, stats(each)));
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("plays", plays);
    document.put("stats", stats);
    document.put("warnings", warnings);
    if (!interrupted.isEmpty()) {
      document.put("interrupted", interrupted);
    }
    if (!leftRunning.isEmpty()) {
      document.put("left_running", leftRunning);
    }
    out.println(Screen.safe(ReportJson.document(document))); // what it escapes, JSON may escape
    out.flush();
  }

  private static Map<String, Object> stats(Stats stats) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("ok", stats.ok());
    map.put("changed", stats.changed());
    map.put("unreachable", stats.unreachable());
    map.put("failures", stats.failed());
    map.put("skipped", stats.skipped());
    map.put("rescued", stats.rescued());
    map.put("ignored", stats.ignored());
    map.put("unpredictable", stats.unpredictable());
    return map;
  }
}
