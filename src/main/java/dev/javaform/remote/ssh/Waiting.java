package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Deadline;
import java.io.IOException;
import java.time.Duration;
import org.apache.sshd.common.future.WaitableFuture;

/** Waits for what MINA promises, by a clock of our own. */
final class Waiting {
  private static final long SLICE = Duration.ofMillis(250).toNanos();

  private Waiting() {}

  /**
   * Whether it came before the deadline.
   *
   * @throws java.io.InterruptedIOException where this thread was interrupted
   */
  static boolean until(WaitableFuture future, Deadline deadline) throws IOException {
    while (!once(future, deadline)) {
      if (deadline.isOver()) {
        return false;
      }
    }
    return true;
  }

  /** Waits a moment, at most until the deadline; whether it came. */
  static boolean once(WaitableFuture future, Deadline deadline) throws IOException {
    long nanos = Math.clamp(deadline.nanos(), 1, SLICE);
    return future.await(Duration.ofNanos(nanos).plusMillis(1));
  }
}
