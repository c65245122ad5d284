package dev.javaform.remote.shell;

import java.time.Duration;

/** A moment up to which somebody waits. */
record Deadline(long at) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** What is left, negative where it is over. */
  long nanos() {
    return at - System.nanoTime();
  }

  boolean isOver() {
    return nanos() <= 0;
  }
}
