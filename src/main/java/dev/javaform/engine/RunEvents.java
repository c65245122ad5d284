package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.Result;
import dev.javaform.event.StartedTask;
import dev.javaform.event.TaskId;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Task;
import dev.javaform.source.Mark;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the events of a run, and is the only one to do so together with {@link TaskEvents} and
 * {@link HostEvents}: they leave as they may be shown, what {@code no_log} hides replaced as a
 * whole, secrets by stars. Whoever listens has nothing left to leak. What is registered for the
 * play itself stays complete, as people expect. Safe for use by many threads.
 */
final class RunEvents {

  private final Listener listener;
  private final Secrets secrets;
  private final Instant began = Instant.now();

  RunEvents(Listener listener, Secrets secrets) {
    this.listener = listener;
    this.secrets = secrets;
  }

  void playStarted(int play, String name, List<String> hosts) {
    tell(
        new Event.PlayStarted(
            Instant.now(), play, secrets.mask(name), ImmutableList.copyOf(hosts)));
  }

  void playSkipped(int play, String reason) {
    tell(new Event.PlaySkipped(Instant.now(), play, reason));
  }

  /** A host failed before any task. */
  void hostFailed(int play, HostState host, RawResult result) {
    tell(
        new Event.HostFailed(
            Instant.now(), play, host.name(), shown(host.name(), Optional.empty(), result, true)));
  }

  /** Failures of some hosts ended the play for all. */
  void nobodyLeft(int play) {
    tell(new Event.NobodyLeft(Instant.now(), play));
  }

  void warned(String text) {
    warned(Optional.empty(), Optional.empty(), text);
  }

  void warned(Optional<StartedTask> task, Optional<String> host, String text) {
    tell(new Event.Warned(Instant.now(), task, host, secrets.mask(text)));
  }

  void interrupted(Map<String, String> underWay, Map<String, String> left) {
    tell(new Event.Interrupted(Instant.now(), masked(underWay), masked(left)));
  }

  private ImmutableMap<String, String> masked(Map<String, String> byHost) {
    return ImmutableMap.copyOf(Maps.transformValues(byHost, secrets::mask));
  }

  void runEnded(RunTotals totals) {
    Instant now = Instant.now();
    tell(
        new Event.RunEnded(now, totals.stats(), totals.roundTrips(), Duration.between(began, now)));
  }

  /**
   * A result as it may be shown.
   *
   * @param showDiff whether the user wants to see its changes
   */
  Result shown(String host, Optional<Event.Delegate> delegate, RawResult result, boolean showDiff) {
    RawResult masked = secrets.mask(host, delegate, result);
    boolean wanted = showDiff || listener.wantsAllChanges();
    return new Result(
        masked.outcome(),
        masked.registered(),
        masked.told(),
        masked
            .difference()
            .filter(_ -> wanted)
            .map(difference -> Changes.of(difference, secrets.masking(host, delegate)))
            .orElse(ImmutableList.of()),
        masked.warnings(),
        false);
  }

  /**
   * The events of a task.
   *
   * @param name as people see it
   */
  TaskEvents of(TaskId id, String name, Task task, boolean handler) {
    return of(id, name, task.module().text(), task.mark(), handler);
  }

  /** The events of a block that could not begin: so much of it is told as of a task. */
  TaskEvents of(TaskId id, Block block) {
    return of(id, "block", "block", block.mark(), false);
  }

  private TaskEvents of(TaskId id, String name, String module, Mark mark, boolean handler) {
    return new TaskEvents(this, new StartedTask(id, secrets.mask(name), module, mark, handler));
  }

  Secrets secrets() {
    return secrets;
  }

  void tell(Event event) {
    listener.accept(event);
  }
}
