package dev.javaform.event;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened in a run, in the order of happening. Each event says itself what it is
 * about, and holds nothing secret: whoever listens needs no memory and can leak nothing.
 */
public sealed interface Event {

  /** When it happened. */
  Instant at();

  /**
   * A play begins, or its next batch of hosts.
   *
   * @param play its number in the run, from 1
   */
  record PlayStarted(Instant at, int play, String name, ImmutableList<String> hosts)
      implements Event {}

  /** A play has no hosts to run on, for {@code reason}. */
  record PlaySkipped(Instant at, int play, String reason) implements Event {}

  /**
   * A task begins on its hosts.
   *
   * @param hosts those that it concerns; where it runs once, only one of them ends it
   */
  record TaskStarted(Instant at, StartedTask task, ImmutableList<String> hosts) implements Event {}

  /**
   * The host that a task is delegated to.
   *
   * @param address where it was reached; its name where nothing else is known
   */
  record Delegate(String host, String address) {}

  /**
   * One item of a task's loop ended on one host.
   *
   * @param item as shown
   * @param took how long it took there, waiting for other tasks included
   * @param ignored whether its failure is ignored
   * @param showDiff whether the user wants to see its changes
   */
  record ItemEnded(
      Instant at,
      StartedTask task,
      String host,
      Optional<Delegate> delegate,
      String item,
      Result result,
      Duration took,
      boolean ignored,
      boolean showDiff)
      implements Event {}

  /**
   * A task ended on one host. One that could not even begin ends without having been started.
   *
   * @param delegate the host it was delegated to
   * @param took how long it took there, all items together
   * @param looped whether its items were told before
   * @param ignored whether its failure is ignored
   * @param showDiff whether the user wants to see its changes
   */
  record TaskEnded(
      Instant at,
      StartedTask task,
      String host,
      Optional<Delegate> delegate,
      Result result,
      Duration took,
      boolean looped,
      boolean ignored,
      boolean showDiff)
      implements Event {}

  /** A host failed as a play began, before any task. */
  record HostFailed(Instant at, int play, String host, Result result) implements Event {}

  /** Failures of some hosts ended the play for all, and with it the run. */
  record NobodyLeft(Instant at, int play) implements Event {}

  /**
   * A task is tried again.
   *
   * @param item the item of its loop, as shown
   * @param name the task's name as written
   * @param left how many tries are left
   */
  record Retrying(
      Instant at, StartedTask task, String host, Optional<String> item, String name, int left)
      implements Event {}

  /**
   * A file or a role was included for hosts.
   *
   * @param task the task that includes it
   * @param item the item of the include's loop it was included for, as shown
   */
  record Included(
      Instant at, StartedTask task, String what, Optional<String> item, ImmutableList<String> hosts)
      implements Event {}

  /**
   * Something was sent to a host and answered.
   *
   * @param host the one it was sent to: the task's, or the one it is delegated to
   * @param item the item of the task's loop, as shown
   * @param steps what was done, scripts with secrets as stars; nothing of them under {@code no_log}
   * @param probes how many questions travelled along
   */
  record Exchanged(
      Instant at,
      StartedTask task,
      String host,
      Optional<String> item,
      ImmutableList<String> steps,
      int probes,
      Duration took)
      implements Event {}

  /**
   * Something the user should know.
   *
   * @param task the task it is about, where it is about one
   * @param host the host it is about, where it is about one
   */
  record Warned(Instant at, Optional<StartedTask> task, Optional<String> host, String text)
      implements Event {}

  /**
   * The run was ended by the user.
   *
   * @param underWay by host, what was under way
   * @param left by host, why it may go on there though the run is over, in words
   */
  record Interrupted(
      Instant at, ImmutableMap<String, String> underWay, ImmutableMap<String, String> left)
      implements Event {}

  /**
   * The run ended; one entry per host that took part, in the order of their names.
   *
   * @param took how long all of it took
   */
  record RunEnded(
      Instant at,
      ImmutableMap<String, Stats> stats,
      ImmutableMap<String, Integer> roundTrips,
      Duration took)
      implements Event {}
}
