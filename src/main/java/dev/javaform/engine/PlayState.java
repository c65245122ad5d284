package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.event.Outcome;
import dev.javaform.playbook.Handler;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Role;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What the hosts of a batch share while they go through a play: its handlers and who notified them,
 * which roles ran where, how many hosts failed, and whether it is over. Safe for use by many
 * threads: hosts may go through the play together or each on its own.
 */
final class PlayState {

  private final PlayScope scope;
  private final ImmutableSet<HostState> batch;
  private final Notifications handlers;
  private final Failures failures;
  private final RoleRuns roles = new RoleRuns();
  private boolean over;
  private boolean broken;

  PlayState(PlayScope scope, Collection<HostState> batch) {
    this.scope = scope;
    this.batch = ImmutableSet.copyOf(batch);
    this.handlers = new Notifications(scope.play().handlers(), new HandlerNames(scope));
    this.failures =
        new Failures(scope.play(), scope.tools().templates(), scope.playWide(), this.batch.size());
  }

  PlayScope scope() {
    return scope;
  }

  ImmutableSet<HostState> batch() {
    return batch;
  }

  /** Whether the play said that it ends, or failures of some hosts ended it for all. */
  synchronized boolean isOver() {
    return over;
  }

  /** Whether no further task is to begin. */
  boolean isStopping() {
    return isOver() || scope.tools().stopping().getAsBoolean();
  }

  /** Whether failures of some hosts ended it for all, and with it the run. */
  synchronized boolean isBroken() {
    return broken;
  }

  synchronized void end() {
    over = true;
  }

  /**
   * Whether failures end the play for all now that a task failed on {@code lost}; it is told.
   *
   * @param fatal whether any failure of the task does that
   */
  synchronized boolean breaks(boolean fatal, Set<HostState> lost) {
    if (!failures.end(fatal, lost, batch)) {
      return false;
    }
    over = true;
    broken = true;
    scope.tools().events().nobodyLeft(scope.numbers().play());
    return true;
  }

  /** The handlers as they are now, in the order of running. */
  synchronized ImmutableList<Handler> handlers() {
    return handlers.all();
  }

  /** Adds the handlers of included roles. */
  synchronized void add(List<Handler> more) {
    handlers.add(more);
  }

  /** See {@link Notifications#notify}. */
  synchronized List<String> notify(HostState host, List<String> names) {
    return handlers.notify(host, names);
  }

  /** See {@link Notifications#take}. */
  synchronized Set<HostState> take(Handler handler, Set<HostState> on, Predicate<HostState> may) {
    return handlers.take(handler, on, may);
  }

  /** The hosts that still have to run a role. */
  synchronized Set<HostState> due(Role role, Set<HostState> hosts) {
    return roles.due(role, hosts);
  }

  /** Notes that hosts came to the end of a role. */
  synchronized void over(Role role, Collection<HostState> hosts) {
    roles.over(role, hosts);
  }

  /** Notes how a task ended on a host. */
  synchronized void ended(Keywords task, HostState host, Outcome outcome) {
    roles.ended(task, host, outcome);
  }
}
