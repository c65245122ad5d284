package dev.javaform.remote.shell;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Ends work that takes too long, as {@code timeout(1)} does, unless it is closed before. */
public final class Watch implements AutoCloseable {
  private final CompletableFuture<Void> time = new CompletableFuture<>();
  private final CompletableFuture<Void> end;
  private final Deadline deadline;
  private volatile boolean over;

  private Watch(Duration patience, Runnable end) {
    this.deadline = Deadline.in(patience);
    this.end = time.thenRunAsync(() -> end(end), Thread::startVirtualThread);
    time.completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /**
   * Begins to watch.
   *
   * @param end what ends the work that is watched; called by a thread of its own
   */
  public static Watch over(Duration patience, Runnable end) {
    return new Watch(patience, end);
  }

  private void end(Runnable work) {
    over = true;
    work.run();
  }

  /** Whether the time is over. */
  public boolean isOver() {
    return over || deadline.isOver();
  }

  /** What is left of the time. */
  public Duration left() {
    return Duration.ofNanos(Math.max(1, deadline.nanos()));
  }

  @Override
  public void close() {
    end.cancel(false);
    time.cancel(false);
  }
}
