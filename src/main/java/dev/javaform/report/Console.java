package dev.javaform.report;

import com.google.common.collect.ImmutableMap;
import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.Outcome;
import dev.javaform.event.Result;
import dev.javaform.event.StartedTask;
import dev.javaform.event.Stats;
import java.io.PrintStream;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Prints a run line by line, in the words of Ansible's default callback, because people grep them.
 * Safe for use by many threads; a result's lines stay together.
 */
public final class Console implements Listener {

  private static final int WIDTH = 79;

  /** How much of a result one line shows, in characters. */
  private static final int LONGEST = 256 << 10;

  private final PrintStream out;
  private final PrintStream err;
  private final Display display;
  private final Palette palette;
  private final int verbosity;
  private final LostHosts losses = new LostHosts();
  private final HostWarnings warnings = new HostWarnings();

  /** The heading of a task that has shown nothing yet. */
  private Optional<StartedTask> heading = Optional.empty();

  public Console(PrintStream out, PrintStream err, Display display) {
    this.out = out;
    this.err = err;
    this.display = display;
    this.palette = display.palette();
    this.verbosity = display.verbosity();
  }

  /** Where nobody asks for differences, none is shown. */
  @Override
  public boolean wantsAllChanges() {
    return false;
  }

  @Override
  public synchronized void accept(Event event) {
    switch (event) {
      case Event.PlayStarted(_, _, String name, _) -> banner("PLAY [" + name + "]" + mode());
      case Event.PlaySkipped(_, _, String reason) -> out.println("skipping: " + reason);
      case Event.NobodyLeft _ -> banner("NO MORE HOSTS LEFT");
      case Event.TaskStarted(_, var task, _) -> started(task);
      case Event.ItemEnded ended -> item(ended);
      case Event.TaskEnded ended -> ended(ended);
      case Event.HostFailed(_, _, String host, var result) -> failed(host, result);
      case Event.Retrying retrying -> retrying(retrying);
      case Event.Included included -> included(included);
      case Event.Exchanged exchanged -> exchanged(exchanged);
      case Event.Warned(_, _, var host, String text) ->
          host.ifPresentOrElse(about -> warnings.add(about, text), () -> warn(text));
      case Event.Interrupted(_, var underWay, var left) -> interrupted(underWay, left);
      case Event.RunEnded(_, var stats, var roundTrips, _) -> {
        recap(stats, roundTrips);
        losses(stats);
      }
    }
    out.flush();
  }

  private String mode() {
    return display.check() && verbosity > 0 ? " [CHECK MODE]" : "";
  }

  private void banner(String text) {
    heading = Optional.empty();
    warnings.take().forEach(this::warn);
    int stars = Math.max(3, WIDTH - text.length());
    out.println();
    out.println(Screen.safe(text) + " " + "*".repeat(stars));
  }

  /** Where results may be hidden, the heading waits for one that is not. */
  private void started(StartedTask task) {
    if (display.hides()) {
      heading = Optional.of(task);
    } else {
      head(task);
    }
  }

  private void say(String line) {
    heading.ifPresent(this::head);
    out.println(line);
  }

  private void head(StartedTask task) {
    banner((task.handler() ? "RUNNING HANDLER [" : "TASK [") + task.name() + "]");
    if (verbosity > 1) {
      out.println("task path: " + task.place());
    }
  }

  private void retrying(Event.Retrying retrying) {
    say(
        Screen.safe(
            "FAILED - RETRYING: [%s]: %s (%d retries left)."
                .formatted(retrying.host(), retrying.name(), retrying.left())));
  }

  private void included(Event.Included included) {
    String hosts = String.join(", ", included.hosts());
    String item = included.item().map(" => (item=%s)"::formatted).orElse("");
    say(palette.skip(Screen.safe("included: %s for %s%s".formatted(included.what(), hosts, item))));
  }

  private void exchanged(Event.Exchanged exchanged) {
    if (verbosity < 3) {
      return;
    }
    say(
        "<%s> %d steps, %d probes, %d ms"
            .formatted(
                exchanged.host(),
                exchanged.steps().size(),
                exchanged.probes(),
                exchanged.took().toMillis()));
    if (verbosity > 3) {
      exchanged.steps().forEach(step -> say(Screen.safe("  " + step.indent(2).strip())));
    }
  }

  private void item(Event.ItemEnded ended) {
    losses.ended(ended);
    String who = host(ended.host(), ended.delegate(), ended.result());
    differences(ended.result(), ended.showDiff());
    String item = "(item=" + ended.item() + ")";
    switch (ended.result().outcome()) {
      case Outcome.Failed _ ->
          fail(palette.bad(failure("failed: [%s] %s".formatted(who, item), ended.result())));
      case Outcome.Unreachable(String message) ->
          fail(palette.unreachable(unreachable(who, message)));
      case Outcome.Unpredictable(String reason) ->
          say(palette.unsure("unpredictable: [%s] => %s: %s".formatted(who, item, reason)));
      case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _, Outcome.Skipped _ ->
          line(ended.result(), "[%s] => %s".formatted(who, item));
    }
    warnings(ended.host(), ended.result());
  }

  private void ended(Event.TaskEnded ended) {
    losses.ended(ended);
    Result result = ended.result();
    String who = host(ended.host(), ended.delegate(), result);
    if (!ended.looped()) {
      differences(result, ended.showDiff());
    }
    switch (result.outcome()) {
      case Outcome.Failed _ -> failed(ended, who);
      case Outcome.Unreachable(String message) ->
          fail(palette.unreachable(unreachable(who, message)));
      case Outcome.Unpredictable(String reason) ->
          say(palette.unsure("unpredictable: [%s]: %s".formatted(who, reason)));
      case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _ -> {
        if (!ended.looped()) {
          line(result, "[" + who + "]");
        }
      }
      case Outcome.Skipped _ -> line(result, "[" + who + "]");
    }
    warnings(ended.host(), result);
    ignoring(ended.ignored());
  }

  private void failed(Event.TaskEnded ended, String who) {
    if (!ended.looped()) {
      fail(palette.bad(failure("fatal: [%s]: FAILED!".formatted(who), ended.result())));
    }
  }

  private void failed(String host, Result result) {
    losses.ended(host, result);
    fail(palette.bad(failure("fatal: [%s]: FAILED!".formatted(host), result)));
    warnings(host, result);
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

  private void line(Result result, String subject) {
    boolean skip = result.outcome() instanceof Outcome.Skipped;
    if (!display.shows(result.outcome().isChange(), skip)) {
      return;
    }
    String text =
        switch (result.outcome()) {
          case Outcome.Changed _ ->
              palette.change(Screen.safe("changed: " + subject + details(result)));
          case Outcome.WouldChange _ ->
              palette.change(Screen.safe(changed() + ": " + subject + details(result)));
          case Outcome.Skipped(String reason) ->
              palette.skip(Screen.safe("skipping: " + subject + because(reason, result)));
          case Outcome.Unchanged _,
              Outcome.Failed _,
              Outcome.Unpredictable _,
              Outcome.Unreachable _ ->
              palette.good(Screen.safe("ok: " + subject + details(result)));
        };
    say(text);
  }

  private String changed() {
    return display.isPlan() ? "would change" : "changed";
  }

  /** A condition that does not hold needs no words; any other reason is worth them. */
  private String because(String reason, Result result) {
    boolean plain =
        result.hidden() || reason.equals(Outcome.UNMET) || reason.equals("All items skipped");
    return (plain ? "" : ": " + reason) + (verbosity > 0 ? details(result) : "");
  }

  private String details(Result result) {
    if (!result.told().isEmpty()) {
      return " => " + ReportJson.document(result.told());
    }
    return verbosity == 0 ? "" : " => " + json(result);
  }

  private static String json(Result result) {
    Map<String, Object> values = new LinkedHashMap<>(result.values());
    values.keySet().removeAll(List.of("failed", "skipped"));
    if (result.outcome() instanceof Outcome.Skipped) {
      values.remove("results"); // each of them has been told
    }
    return shortened(ReportJson.line(values, LONGEST));
  }

  /** A host that prints without end does not get all of the screen. */
  private static String shortened(BoundedText values) {
    return values.more() == 0
        ? values.toString()
        : "%s... (%d characters more; --output json has them all)".formatted(values, values.more());
  }

  private static String failure(String subject, Result result) {
    String values = result.told().isEmpty() ? json(result) : ReportJson.document(result.told());
    return Screen.safe(subject + " => " + values);
  }

  private static String unreachable(String who, String message) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("changed", false);
    values.put("msg", message);
    values.put("unreachable", true);
    return Screen.safe("fatal: [%s]: UNREACHABLE! => %s".formatted(who, ReportJson.line(values)));
  }

  private void fail(String line) {
    heading.ifPresent(this::head);
    out.flush();
    (display.failuresApart() ? err : out).println(line);
  }

  private void differences(Result result, boolean wanted) {
    if (!wanted || isQuiet(result.outcome())) {
      return;
    }
    List<String> lines = Diff.lines(result.changes());
    lines.forEach(line -> say(coloured(Screen.safe(line))));
    if (!lines.isEmpty()) {
      say("");
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

  private void warnings(String host, Result result) {
    result.warnings().forEach(text -> warnings.add(host, text));
  }

  private void warn(String text) {
    out.flush();
    err.println(palette.warning(Screen.safe("[WARNING]: " + text)));
    err.flush();
  }

  private void ignoring(boolean ignored) {
    if (ignored) {
      say(palette.skip("...ignoring"));
    }
  }

  private void interrupted(Map<String, String> underWay, Map<String, String> left) {
    warnings.take().forEach(this::warn);
    err.println();
    err.println(
        left.isEmpty()
            ? "Interrupted. What ran on the hosts was ended; every task before it is complete."
            : "Interrupted. Not everything that ran on the hosts could be ended, see below; every"
                + " task before it is complete.");
    underWay.forEach(
        (host, name) ->
            err.println(
                Screen.safe(
                    "  %s was in the middle of: %s (run it again: it continues there)"
                        .formatted(host, name))));
    left.forEach(
        (host, why) ->
            err.println(Screen.safe("  %s could not be ended: %s".formatted(host, why))));
  }

  private void recap(Map<String, Stats> stats, Map<String, Integer> roundTrips) {
    banner("PLAY RECAP");
    stats.forEach((host, each) -> out.println(recap(host, each)));
    out.println();
    if (display.isPlan()) {
      out.println(plan(stats.values()));
    }
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

  private static String plan(Collection<Stats> stats) {
    int changes = stats.stream().mapToInt(Stats::changed).sum();
    long hosts = stats.stream().filter(each -> each.changed() > 0).count();
    return "Plan: %s on %d of %d hosts."
        .formatted(changes == 1 ? "1 change" : changes + " changes", hosts, stats.size());
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
        "ok=%-4d %s=%-4d unreachable=%-4d failed=%-4d skipped=%-4d rescued=%-4d ignored=%-4d"
            .formatted(
                stats.ok(),
                changed(),
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
