package dev.javaform.report;

import dev.javaform.engine.Event;
import dev.javaform.engine.Outcome;
import dev.javaform.engine.Stats;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Collects a run and prints it as one JSON document at its end: {@code plays}, in them {@code
 * tasks}, in them {@code hosts}; {@code stats} by host; {@code warnings}. Safe for use by many
 * threads.
 */
public final class JsonReport implements Consumer<Event> {

  private final PrintStream out;
  private final List<Object> plays = new ArrayList<>();
  private final List<Object> warnings = new ArrayList<>();
  private final Map<String, Object> stats = new LinkedHashMap<>();
  private final Map<String, Object> interrupted = new LinkedHashMap<>();
  private List<Object> tasks = new ArrayList<>();
  private Map<String, Object> hosts = new LinkedHashMap<>();

  public JsonReport(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.PlayStarted(String name, var names) -> play(name, names);
      case Event.PlaySkipped(String reason) -> warnings.add("play skipped: " + reason);
      case Event.NobodyLeft() -> {} // the failures that led to it are told
      case Event.TaskStarted started -> task(started);
      case Event.ItemEnded _, Event.Retrying _ -> {} // both are in the task's own result
      case Event.Exchanged _ -> {} // tells of the way, not of the result
      case Event.TaskEnded ended -> hosts.put(ended.host(), host(ended));
      case Event.Included(String what, _, var names) -> included(what, names);
      case Event.Warned(String text) -> warnings.add(text);
      case Event.Interrupted(var underWay) -> interrupted.putAll(underWay);
      case Event.RunEnded(var counts, _) -> end(counts);
    }
  }

  private void play(String name, List<String> names) {
    tasks = new ArrayList<>();
    Map<String, Object> play = new LinkedHashMap<>();
    play.put("play", Map.of("name", name, "hosts", names));
    play.put("tasks", tasks);
    plays.add(play);
  }

  private void task(Event.TaskStarted started) {
    hosts = new LinkedHashMap<>();
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("name", started.name());
    about.put("module", started.module());
    about.put("path", started.mark().toString());
    about.put("handler", started.handler());
    Map<String, Object> task = new LinkedHashMap<>();
    task.put("task", about);
    task.put("hosts", hosts);
    tasks.add(task);
  }

  private void included(String what, List<String> names) {
    names.forEach(name -> hosts.put(name, Map.of("included", what, "changed", false)));
  }

  private static Map<String, Object> host(Event.TaskEnded ended) {
    Map<String, Object> host =
        new LinkedHashMap<>(ended.hidden() ? Censored.VALUES : ended.result().registered());
    host.put("outcome", word(ended.result().outcome()));
    if (ended.ignored()) {
      host.put("ignored", true);
    }
    ended.delegate().ifPresent(other -> host.put("delegated_to", other.host()));
    if (!ended.hidden()) {
      ended.result().difference().map(Diff::lines).ifPresent(lines -> host.put("diff", lines));
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
    out.println(Screen.safe(Json.document(document))); // what it escapes, JSON may escape
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
