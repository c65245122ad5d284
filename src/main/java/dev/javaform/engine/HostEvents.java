package dev.javaform.engine;

import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import dev.javaform.event.Event;
import dev.javaform.event.Result;
import dev.javaform.event.StartedTask;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes the events of one task, or one item of its loop, on one host; see {@link RunEvents}. */
final class HostEvents {

  /**
   * What is to be known of an end to tell of it.
   *
   * @param hidden whether nothing of the result may be shown
   */
  record End(
      Optional<Event.Delegate> delegate,
      RawResult result,
      Duration took,
      boolean ignored,
      boolean hidden,
      boolean showDiff) {

    /** The end of what takes no time and is done for nobody else. */
    static End of(RawResult result, boolean hidden) {
      return new End(Optional.empty(), result, Duration.ZERO, false, hidden, false);
    }
  }

  private final RunEvents run;
  private final StartedTask task;
  private final String host;
  private final Supplier<Optional<String>> item;

  HostEvents(RunEvents run, StartedTask task, String host, Supplier<Optional<String>> item) {
    this.run = run;
    this.task = task;
    this.host = host;
    this.item = item;
  }

  /**
   * The events of one item of the task's loop.
   *
   * @param label the item as shown, asked for when it is first needed
   */
  HostEvents turn(Supplier<String> label) {
    return new HostEvents(run, task, host, Suppliers.memoize(() -> Optional.of(label.get())));
  }

  /** The task ended. */
  void ended(End end, boolean looped) {
    run.tell(
        new Event.TaskEnded(
            Instant.now(),
            task,
            host,
            end.delegate(),
            result(end),
            end.took(),
            looped,
            end.ignored(),
            end.showDiff()));
  }

  /** The task, which has no items and no other host, ended at once. */
  void ended(RawResult result, boolean hidden) {
    ended(End.of(result, hidden), false);
  }

  /** An item of the task's loop, called so, ended. */
  void itemEnded(String label, End end) {
    run.tell(
        new Event.ItemEnded(
            Instant.now(),
            task,
            host,
            end.delegate(),
            run.secrets().mask(host, end.delegate(), label),
            result(end),
            end.took(),
            end.ignored(),
            end.showDiff()));
  }

  private Result result(End end) {
    return end.hidden()
        ? Result.hidden(end.result().outcome())
        : run.shown(host, end.delegate(), end.result(), end.showDiff());
  }

  /**
   * It is tried again.
   *
   * @param name the task's name as written
   */
  void retrying(String name, int left) {
    String shown = run.secrets().mask(name);
    run.tell(new Event.Retrying(Instant.now(), task, host, item(host), shown, left));
  }

  /** Something was sent to {@code machine}, which may be another host, and answered. */
  void exchanged(HostState machine, List<String> steps, int probes, Duration took) {
    ImmutableList<String> shown =
        steps.stream()
            .map(step -> run.secrets().mask(machine.name(), Optional.empty(), step))
            .collect(ImmutableList.toImmutableList());
    run.tell(
        new Event.Exchanged(
            Instant.now(), task, machine.name(), item(machine.name()), shown, probes, took));
  }

  private Optional<String> item(String machine) {
    Optional<Event.Delegate> other = Optional.of(new Event.Delegate(machine, machine));
    return item.get().map(label -> run.secrets().mask(host, other, label));
  }

  void warned(String text) {
    run.warned(Optional.of(task), Optional.of(host), text);
  }
}
