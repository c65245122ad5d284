package dev.javaform.cli;

import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.Stats;

/** Passes on what a run tells, and remembers whether hosts are as wanted. */
final class Differences implements Listener {

  private final Listener next;
  private volatile boolean found;
  private volatile boolean ran;

  Differences(Listener next) {
    this.next = next;
  }

  @Override
  public void accept(Event event) {
    if (event instanceof Event.RunEnded ended) {
      ran |= !ended.stats().isEmpty();
      found |= ended.stats().values().stream().anyMatch(Differences::isIn);
    }
    next.accept(event);
  }

  /** What nobody can tell without changing something does not count as wanted. */
  private static boolean isIn(Stats stats) {
    return stats.changed() > 0 || stats.unpredictable() > 0;
  }

  @Override
  public boolean wantsAllChanges() {
    return next.wantsAllChanges();
  }

  /** Whether there was a task and a host at all. */
  boolean ran() {
    return ran;
  }

  /** Whether anything differed from what is wanted, or may have. */
  boolean found() {
    return found;
  }
}
