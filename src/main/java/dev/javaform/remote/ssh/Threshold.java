package dev.javaform.remote.ssh;

/**
 * How many may stand before one server's door who have not logged in yet: any number, until it
 * turns somebody away ({@code MaxStartups} in sshd_config(5)), then fewer, and more again with
 * time. Safe for use by many threads.
 */
final class Threshold {
  /** How many rounds without trouble it takes to let one more come. */
  private static final int ROUNDS = 4;

  private int most = Integer.MAX_VALUE;
  private int here;
  private int passed;

  /** Waits until there is room. */
  synchronized void enter() throws InterruptedException {
    while (here >= most) {
      wait();
    }
    here++;
  }

  /** Somebody logged in, or went away for a reason of their own. */
  synchronized void leave() {
    here--;
    passed++;
    if (most < Integer.MAX_VALUE && passed >= ROUNDS * most) {
      most++;
      passed = 0;
    }
    notifyAll();
  }

  /** The server turned somebody away. */
  synchronized void turnedAway() {
    most = Math.min(most, Math.max(1, here / 2));
    passed = 0;
    here--;
    notifyAll();
  }

  /** How many may stand there now. */
  synchronized int most() {
    return most;
  }
}
