package dev.javaform.report;

import com.google.common.collect.ImmutableMap;
import dev.javaform.engine.Event;
import dev.javaform.engine.Outcome;
import dev.javaform.engine.Result;
import dev.javaform.engine.Stats;
import java.io.PrintStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Prints a run line by line, in the words of Ansible's default callback, because people grep them.
 * Safe for use by many threads; a result's lines stay together.
 */
public final class Console implements Consumer<Event> {

  private static final int WIDTH = 79;

  private final PrintStream out;
  private final PrintStream err;
  private final Palette palette;
  private final int verbosity;
  private final boolean check;
  private final Losses losses = new Losses();
  private boolean debugging;
  private boolean asserting;

  /**
   * @param verbosity how many {@code -v}
   */
  public Console(PrintStream out, PrintStream err, Palette palette, int verbosity, boolean check) {
    this.out = out;
    this.err = err;
    this.palette = palette;
    this.verbosity = verbosity;
    this.check = check;
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.PlayStarted(String name, _) -> banner("PLAY [" + name + "]" + mode());
      case Event.PlaySkipped(String reason) -> out.println("skipping: " + reason);
      case Event.NobodyLeft() -> banner("NO MORE HOSTS LEFT");
      case Event.TaskStarted started -> started(started);
      case Event.ItemEnded ended -> item(ended);
      case Event.TaskEnded ended -> ended(ended);
      case Event.Retrying(String host, String name, int left, _) ->
          out.println(
              Screen.safe(
                  "FAILED - RETRYING: [%s]: %s (%d retries left).".formatted(host, name, left)));
      case Event.Included included -> included(included);
      case Event.Exchanged exchanged -> exchanged(exchanged);
      case Event.Warned(String text) -> warn(text);
      case Event.Interrupted(var underWay) -> interrupted(underWay);
      case Event.RunEnded(var stats, var roundTrips) -> {
        recap(stats, roundTrips);
        losses(stats);
      }
    }
    out.flush();
  }

  private String mode() {
    return check && verbosity > 0 ? " [CHECK MODE]" : "";
  }

  private void banner(String text) {
    int stars = Math.max(3, WIDTH - text.length());
    out.println();
    out.println(Screen.safe(text) + " " + "*".repeat(stars));
  }

  private void started(Event.TaskStarted started) {
    losses.started(started.name(), started.mark());
    debugging = started.module().endsWith("debug");
    asserting = started.module().endsWith("assert");
    banner((started.handler() ? "RUNNING HANDLER [" : "TASK [") + started.name() + "]");
    if (verbosity > 1) {
      out.println("task path: " + started.mark());
    }
  }

  private void included(Event.Included included) {
    String hosts = String.join(", ", included.hosts());
    String item = included.item().map(" => (item=%s)"::formatted).orElse("");
    out.println(
        palette.skip(Screen.safe("included: %s for %s%s".formatted(included.what(), hosts, item))));
  }

  private void exchanged(Event.Exchanged exchanged) {
    if (verbosity < 3) {
      return;
    }
    out.println(
        "<%s> %d steps, %d probes, %d ms"
            .formatted(
                exchanged.host(),
                exchanged.steps().size(),
                exchanged.probes(),
                exchanged.took().toMillis()));
    if (verbosity > 3) {
      exchanged.steps().forEach(step -> out.println(Screen.safe("  " + step.indent(2).strip())));
    }
  }

  private void item(Event.ItemEnded ended) {
    losses.ended(ended);
    String who = host(ended.host(), ended.delegate(), ended.result());
    differences(ended.result(), ended.showDiff(), ended.hidden());
    String item = "(item=" + ended.label() + ")";
    switch (ended.result().outcome()) {
      case Outcome.Failed _ ->
          print(
              palette.bad(
                  failure("failed: [%s] %s".formatted(who, item), ended.result(), ended.hidden())));
      case Outcome.Unreachable(String message) ->
          print(palette.unreachable(unreachable(who, message)));
      case Outcome.Unpredictable(String reason) ->
          print(palette.unsure("unpredictable: [%s] => %s: %s".formatted(who, item, reason)));
      case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _, Outcome.Skipped _ ->
          line(ended.result(), "[%s] => %s".formatted(who, item), ended.hidden());
    }
    warnings(ended.result());
  }

  private void ended(Event.TaskEnded ended) {
    losses.ended(ended);
    Result result = ended.result();
    String who = host(ended.host(), ended.delegate(), result);
    if (!ended.looped()) {
      differences(result, ended.showDiff(), ended.hidden());
    }
    switch (result.outcome()) {
      case Outcome.Failed _ -> failed(ended, who);
      case Outcome.Unreachable(String message) ->
          print(palette.unreachable(unreachable(who, message)));
      case Outcome.Unpredictable(String reason) ->
          print(palette.unsure("unpredictable: [%s]: %s".formatted(who, reason)));
      case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _ -> {
        if (!ended.looped()) {
          line(result, "[" + who + "]", ended.hidden());
        }
      }
      case Outcome.Skipped _ -> line(result, "[" + who + "]", ended.hidden());
    }
    warnings(result);
    ignoring(ended.ignored());
  }

  private void failed(Event.TaskEnded ended, String who) {
    if (!ended.looped()) {
      print(
          palette.bad(
              failure("fatal: [%s]: FAILED!".formatted(who), ended.result(), ended.hidden())));
    }
  }

  /** A host, and the other one that acted for it. */
  private static String host(String host, Optional<Event.Delegate> delegate, Result result) {
    return delegate
        .filter(_ -> !(result.outcome() instanceof Outcome.Skipped))
        .filter(other -> !other.host().equals(host))
        .map(other -> host + " -> " + other.host() + address(other))
        .orElse(host);
  }

  private static String address(Event.Delegate delegate) {
    return delegate.address().equals(delegate.host()) ? "" : "(" + delegate.address() + ")";
  }

  private void line(Result result, String subject, boolean hidden) {
    String text =
        switch (result.outcome()) {
          case Outcome.Changed _, Outcome.WouldChange _ ->
              palette.change(Screen.safe("changed: " + subject + details(result, hidden)));
          case Outcome.Skipped(String reason) ->
              palette.skip(Screen.safe("skipping: " + subject + because(reason, result, hidden)));
          case Outcome.Unchanged _,
              Outcome.Failed _,
              Outcome.Unpredictable _,
              Outcome.Unreachable _ ->
              palette.good(Screen.safe("ok: " + subject + details(result, hidden)));
        };
    out.println(text);
  }

  /** A condition that does not hold needs no words; any other reason is worth them. */
  private String because(String reason, Result result, boolean hidden) {
    boolean plain =
        result.values().containsKey("false_condition") || reason.equals("All items skipped");
    return (plain ? "" : ": " + reason) + (verbosity > 0 ? details(result, hidden) : "");
  }

  private String details(Result result, boolean hidden) {
    if (debugging && !hidden && !(result.outcome() instanceof Outcome.Skipped)) {
      return " => " + Json.document(said(result));
    }
    if (asserting && !hidden && result.outcome() instanceof Outcome.Unchanged) {
      return " => " + Json.document(visible(result, Set.of()));
    }
    return verbosity == 0 ? "" : " => " + json(result, hidden);
  }

  /** A message stands alone; a variable is shown with the item it was shown for. */
  private static Map<String, Object> said(Result result) {
    return result.values().containsKey("msg")
        ? Collections.singletonMap("msg", result.values().get("msg"))
        : visible(result, Set.of("changed", "failed", "skipped"));
  }

  private static String json(Result result, boolean hidden) {
    return Json.line(hidden ? Censored.VALUES : visible(result, Set.of()));
  }

  private static Map<String, Object> visible(Result result, Set<String> without) {
    Map<String, Object> values = new LinkedHashMap<>(result.registered());
    values.remove("failed");
    without.forEach(values::remove);
    return values;
  }

  private String failure(String subject, Result result, boolean hidden) {
    String values =
        asserting && !hidden ? Json.document(visible(result, Set.of())) : json(result, hidden);
    return Screen.safe(subject + " => " + values);
  }

  private static String unreachable(String who, String message) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("changed", false);
    values.put("msg", message);
    values.put("unreachable", true);
    return Screen.safe("fatal: [%s]: UNREACHABLE! => %s".formatted(who, Json.line(values)));
  }

  private void print(String line) {
    out.println(line);
  }

  private void differences(Result result, boolean wanted, boolean hidden) {
    if (!wanted || hidden || result.difference().isEmpty() || isQuiet(result.outcome())) {
      return;
    }
    List<String> lines = Diff.lines(result.difference().get());
    lines.forEach(line -> out.println(coloured(Screen.safe(line))));
    if (!lines.isEmpty()) {
      out.println();
    }
  }

  /** {@code changed_when} may call a change none; then there is no difference to show. */
  private static boolean isQuiet(Outcome outcome) {
    return outcome instanceof Outcome.Unchanged || outcome instanceof Outcome.Skipped;
  }

  private String coloured(String line) {
    if (line.startsWith("+")) {
      return palette.good(line);
    }
    if (line.startsWith("-")) {
      return palette.bad(line);
    }
    return line.startsWith("@@") ? palette.skip(line) : line;
  }

  private void warnings(Result result) {
    result.warnings().forEach(this::warn);
  }

  private void warn(String text) {
    out.flush();
    err.println(palette.warning(Screen.safe("[WARNING]: " + text)));
    err.flush();
  }

  private void ignoring(boolean ignored) {
    if (ignored) {
      out.println(palette.skip("...ignoring"));
    }
  }

  private void interrupted(Map<String, String> underWay) {
    err.println();
    err.println("Interrupted. What ran on the hosts was ended; every task before it is complete.");
    underWay.forEach(
        (host, name) ->
            err.println(
                Screen.safe(
                    "  %s was in the middle of: %s (run again: it continues there)"
                        .formatted(host, name))));
  }

  private void recap(Map<String, Stats> stats, Map<String, Integer> roundTrips) {
    banner("PLAY RECAP");
    stats.forEach((host, each) -> out.println(recap(host, each)));
    out.println();
    if (verbosity > 1) {
      out.println(
          "round trips: "
              + roundTrips.entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .map(entry -> entry.getKey() + "=" + entry.getValue())
                  .collect(Collectors.joining(" ")));
    }
    if (stats.values().stream().anyMatch(each -> each.unpredictable() > 0)) {
      out.println(
          "unpredictable: tasks that depend on changes which check mode did not make. They are"
              + " neither good nor bad: run without --check, or check again after the changes.");
    }
  }

  /** On standard error, where no script looks for Ansible's lines. */
  private void losses(ImmutableMap<String, Stats> stats) {
    out.flush();
    losses.lines(stats).forEach(line -> err.println(palette.bad(Screen.safe(line))));
    err.flush();
  }

  private String recap(String host, Stats stats) {
    String name = "%-26s".formatted(Screen.safe(host));
    String counts =
        "ok=%-4d changed=%-4d unreachable=%-4d failed=%-4d skipped=%-4d rescued=%-4d ignored=%-4d"
            .formatted(
                stats.ok(),
                stats.changed(),
                stats.unreachable(),
                stats.failed(),
                stats.skipped(),
                stats.rescued(),
                stats.ignored());
    String unsure = stats.unpredictable() > 0 ? " unpredictable=" + stats.unpredictable() : "";
    return paint(stats, name) + " : " + counts + unsure;
  }

  private String paint(Stats stats, String name) {
    if (stats.failed() > 0 || stats.unreachable() > 0) {
      return palette.bad(name);
    }
    if (stats.unpredictable() > 0) {
      return palette.unsure(name);
    }
    return stats.changed() > 0 ? palette.change(name) : palette.good(name);
  }
}
