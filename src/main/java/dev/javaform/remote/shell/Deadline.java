package dev.javaform.remote.shell;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A moment up to which somebody waits.
 *
 * @param at by {@code clock}, in nanoseconds
 * @param clock {@link System#nanoTime}, or one that does not count every moment, as {@link
 *     Attention} is
 */
public record Deadline(long at, LongSupplier clock) {
  private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(20);

  static Deadline in(Duration time) {
    return in(time, System::nanoTime);
  }

  /** The moment after this time by this clock. */
  public static Deadline in(Duration time, LongSupplier clock) {
    return new Deadline(clock.getAsLong() + time.toNanos(), clock);
  }

  /**
   * How long to wait before looking at the clock again, which may stand still; 0 or less where it
   * is over.
   */
  public long nanos() {
    long left = at - clock.getAsLong();
    return left <= 0 ? left : Math.max(left, LEAST);
  }

  /** Whether there is nothing left to wait for. */
  public boolean isOver() {
    return nanos() <= 0;
  }
}
