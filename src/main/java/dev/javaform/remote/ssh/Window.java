package dev.javaform.remote.ssh;

import java.time.Duration;

/**
 * How many logins may be under way at the same time. It is doubled for as long as that lets more of
 * them end per second, and goes back where it does not: then somebody, a processor or a server, has
 * as much to do as can be done, and more at a time would only take longer each. It is halved where
 * far fewer end than before. Used under a lock.
 */
final class Window {
  /** How much better a larger window has to be. */
  private static final double GAIN = 1.2;

  /** From where on fewer ends per second are a change for the worse. */
  private static final double LOSS = 0.5;

  private static final long SILENT = Duration.ofSeconds(2).toNanos();
  private static final long SLOW = Duration.ofSeconds(10).toNanos();
  private static final int USUAL_TIMES = 3;
  private static final int SLOW_TIMES = 3;
  private static final double WEIGHT = 0.2;

  private final int least;
  private int size;
  private int settled;
  private double best;
  private double usual;
  private long began;
  private int ended;
  private boolean full = true;

  /**
   * @param first how many it begins with
   */
  Window(int first, long now) {
    this.size = first;
    this.settled = first;
    this.least = Math.min(2, first);
    this.began = now;
  }

  int size() {
    return size;
  }

  /** How many more may be under way that take too long to count. */
  int mostSlow() {
    return SLOW_TIMES * size;
  }

  /** How long a host may be silent before its place is another's, in nanoseconds. */
  long silence() {
    return SILENT;
  }

  /** How long a login may take before its place is another's, in nanoseconds: longer than usual. */
  long patience() {
    return Math.max(SLOW, (long) (USUAL_TIMES * usual));
  }

  /**
   * A login has ended well.
   *
   * @param took how long it was under way, in nanoseconds
   * @param wanted whether others are waiting: else nothing is learned from how many end
   */
  void ended(long now, long took, boolean wanted) {
    usual = usual == 0 ? took : usual + WEIGHT * (took - usual);
    full &= wanted;
    ended++;
    if (ended >= size) {
      if (full) {
        judge(ended * 1e9 / Math.max(1, now - began));
      }
      full = true;
      ended = 0;
      began = now;
    }
  }

  private void judge(double rate) {
    if (rate > best * GAIN) {
      best = rate;
      settled = size;
      size *= 2;
    } else if (rate < best * LOSS) {
      best = rate;
      size = Math.max(least, size / 2);
      settled = size;
    } else {
      size = settled;
    }
  }
}
