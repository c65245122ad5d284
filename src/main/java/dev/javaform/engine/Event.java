package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Mark;
import java.time.Duration;
import java.util.Optional;

/** Something that happened in a run, in the order of happening. */
public sealed interface Event {

  /** A play begins, or its next batch of hosts. */
  record PlayStarted(String name, ImmutableList<String> hosts) implements Event {}

  /** A play has no hosts to run on, for {@code reason}. */
  record PlaySkipped(String reason) implements Event {}

  /**
   * A task begins on its hosts.
   *
   * @param name as shown: with its role before it
   * @param handler whether it is a handler
   */
  record TaskStarted(String name, String module, Mark mark, boolean handler) implements Event {}

  /**
   * The host that a task is delegated to.
   *
   * @param address where it was reached; its name where nothing else is known
   */
  record Delegate(String host, String address) {}

  /** One item of a task's loop ended on one host. */
  record ItemEnded(
      String host,
      Optional<Delegate> delegate,
      String label,
      Result result,
      boolean ignored,
      boolean hidden,
      boolean showDiff)
      implements Event {}

  /**
   * A task ended on one host.
   *
   * @param delegate the host it was delegated to
   * @param looped whether its items were told before
   * @param ignored whether its failure is ignored
   * @param hidden whether nothing of its values may be shown
   * @param showDiff whether its difference is wanted
   */
  record TaskEnded(
      String host,
      Optional<Delegate> delegate,
      Result result,
      boolean looped,
      boolean ignored,
      boolean hidden,
      boolean showDiff)
      implements Event {}

  /** Failures of some hosts ended the play for all, and with it the run. */
  record NobodyLeft() implements Event {}

  /** A task is tried again. */
  record Retrying(String host, String task, int left, Result result) implements Event {}

  /**
   * A file was included for hosts.
   *
   * @param item the item of the include's loop it was included for, as shown
   */
  record Included(String what, Optional<String> item, ImmutableList<String> hosts)
      implements Event {}

  /**
   * Something was sent to a host and answered.
   *
   * @param steps what was done, scripts with secrets as stars; only the purposes under {@code
   *     no_log}
   * @param probes how many questions travelled along
   */
  record Exchanged(String host, ImmutableList<String> steps, int probes, Duration took)
      implements Event {}

  /** Something the user should know. */
  record Warned(String text) implements Event {}

  /** The run was ended by the user; by host, what was under way. */
  record Interrupted(ImmutableMap<String, String> underWay) implements Event {}

  /** The run ended; one entry per host that took part, in the inventory's order. */
  record RunEnded(ImmutableMap<String, Stats> stats, ImmutableMap<String, Integer> roundTrips)
      implements Event {}
}
