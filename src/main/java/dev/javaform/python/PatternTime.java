package dev.javaform.python;

import java.time.Duration;

/**
 * The time that all expressions within one piece of work may take together. Work that has none of
 * its own gives each text {@link #USUAL}.
 */
public final class PatternTime {

  /** More than any expression needs that is not on a way without an end. */
  public static final Duration USUAL = Duration.ofSeconds(10);

  private static final ScopedValue<PatternTime> CURRENT = ScopedValue.newInstance();

  private final Duration whole;
  private long left;

  private PatternTime(Duration whole) {
    this.whole = whole;
    this.left = whole.toNanos();
  }

  /** Does work whose expressions have {@code time} together. */
  public static <T, X extends Throwable> T within(Duration time, ScopedValue.CallableOp<T, X> work)
      throws X {
    return ScopedValue.where(CURRENT, new PatternTime(time)).call(work);
  }

  /** Does work whose expressions have the time of the work around it together, or the usual. */
  public static <T, X extends Throwable> T together(ScopedValue.CallableOp<T, X> work) throws X {
    return CURRENT.isBound() ? work.call() : within(USUAL, work);
  }

  /** The time of the work that this thread is in. */
  static PatternTime current() {
    return CURRENT.isBound() ? CURRENT.get() : new PatternTime(USUAL);
  }

  /** All the time there was. */
  Duration whole() {
    return whole;
  }

  /** When it is over, if it runs from now on. */
  synchronized long end() {
    return System.nanoTime() + left;
  }

  synchronized void spend(long nanos) {
    left = Math.max(0, left - nanos);
  }
}
