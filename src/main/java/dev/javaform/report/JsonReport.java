package dev.javaform.report;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.StartedTask;
import dev.javaform.event.Stats;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Collects a run, and prints it as one JSON document when it is over. What the document holds is
 * promised in {@code docs/run-report.schema.json}; its number is {@link #FORMAT}. Safe for use by
 * many threads.
 */
public final class JsonReport implements Listener {

  /** Grows where something is taken away or gets another meaning, not where something is added. */
  private static final int FORMAT = 1;

  private final Instant started = Instant.now();
  private final String version;
  private final boolean check;
  private final List<JsonPlay> plays = new ArrayList<>();
  private final Map<Integer, JsonPlay> batches = new HashMap<>();
  private final JsonWarnings warnings = new JsonWarnings();
  private final List<Object> diagnostics = new ArrayList<>();
  private final Map<String, Object> stats = new LinkedHashMap<>();
  private final Map<String, Object> ends = new LinkedHashMap<>();

  /**
   * A report of nothing so far.
   *
   * @param version of the program that tells it
   */
  public JsonReport(String version, boolean check) {
    this.version = version;
    this.check = check;
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.PlayStarted begun -> begin(begun);
      case Event.PlaySkipped(_, int play, String reason) -> play(play).skipped(reason);
      case Event.NobodyLeft(_, int play) -> play(play).lost();
      case Event.TaskStarted(var at, var task, _) -> task(task, at);
      case Event.ItemEnded ended -> {
        task(ended.task(), ended.at()).ended(ended);
        warnings.add(ended.task(), ended.host(), ended.result());
      }
      case Event.TaskEnded ended -> {
        task(ended.task(), ended.at()).ended(ended);
        warnings.add(ended.task(), ended.host(), ended.result());
      }
      case Event.Retrying _ -> {} // the result says how many attempts there were
      case Event.Exchanged _ -> {} // tells of the way, not of the result
      case Event.HostFailed failed -> play(failed.play()).failed(failed);
      case Event.Included included -> task(included.task(), included.at()).included(included);
      case Event.Warned warned -> warnings.add(warned);
      case Event.Interrupted(_, var underWay, var left) -> interrupted(underWay, left);
      case Event.RunEnded ended -> end(ended);
    }
  }

  private void begin(Event.PlayStarted begun) {
    plays.forEach(play -> play.ended(begun.at()));
    JsonPlay play = new JsonPlay(begun);
    plays.add(play);
    batches.put(begun.play(), play);
  }

  private JsonPlay play(int number) {
    return requireNonNull(batches.get(number));
  }

  private JsonTask task(StartedTask task, Instant at) {
    return play(task.id().play()).task(task, at);
  }

  private void interrupted(
      ImmutableMap<String, String> underWay, ImmutableMap<String, String> left) {
    ends.put("interrupted", underWay);
    if (!left.isEmpty()) {
      ends.put("left_running", left);
    }
  }

  private void end(Event.RunEnded ended) {
    plays.forEach(play -> play.ended(ended.at()));
    ended.stats().forEach((host, each) -> stats.put(host, stats(each)));
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

  /**
   * What is wrong with, or to be known of, what the user wrote.
   *
   * @param discreet leaves out of a text what is secret
   */
  public synchronized void add(List<Diagnostic> found, UnaryOperator<String> discreet) {
    found.forEach(each -> diagnostics.add(diagnostic(each, discreet)));
  }

  private static Map<String, Object> diagnostic(
      Diagnostic diagnostic, UnaryOperator<String> discreet) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("severity", diagnostic.isError() ? "error" : "warning");
    map.put("summary", diagnostic.summary());
    map.put("detail", discreet.apply(diagnostic.message()));
    diagnostic.mark().ifPresent(mark -> place(mark, map));
    return map;
  }

  private static void place(Mark mark, Map<String, Object> map) {
    map.put("file", mark.source().name());
    if (mark.line() > 0) {
      map.put("line", mark.line());
      map.put("column", mark.column());
    }
  }

  /**
   * Prints the document: the run is over, if it ever began.
   *
   * @param status the exit status that the process ends with
   */
  public synchronized void print(int status, PrintStream out) {
    Map<String, Object> document = new LinkedHashMap<>(ends);
    document.put("format", FORMAT);
    document.put("javaform", version);
    document.put("check", check);
    document.put("exit_status", status);
    document.put("plays", plays.stream().map(JsonPlay::written).toList());
    document.put("stats", stats);
    document.put("warnings", warnings.written());
    document.put("diagnostics", diagnostics);
    JsonTimes.put(started, Instant.now(), document);
    out.println(Screen.safe(ReportJson.document(document))); // what it escapes, JSON may escape
    out.flush();
  }
}
