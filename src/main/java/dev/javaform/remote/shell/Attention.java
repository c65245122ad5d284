package dev.javaform.remote.shell;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.LongSupplier;

/**
 * A clock of the time in which this process listened to its hosts, so that nobody is called silent
 * whom nobody could hear. It all but stands still while the process does not get to run (it is
 * stopped, the machine sleeps or has no processor to spare, memory is being tidied up), and while
 * those who take in what hosts send are behind with their work.
 *
 * <p>It never stands still for good: a process that is starved for ever has limits that are longer,
 * not none. Safe for use by many threads.
 */
public final class Attention implements LongSupplier, AutoCloseable {
  /** How often it looks. */
  static final Duration PERIOD = Duration.ofMillis(50);

  /** By how much it slows down while nobody can listen. */
  static final int SLOWER = 8;

  private final LongSupplier clock;
  private final Executor listeners;
  private volatile boolean closed;
  private volatile boolean heard = true;
  private volatile long attended;
  private long last;

  Attention(LongSupplier clock, Executor listeners) {
    this.clock = clock;
    this.listeners = listeners;
    this.last = clock.getAsLong();
  }

  /**
   * A clock that runs until it is closed.
   *
   * @param listeners carries out what takes in what hosts send
   */
  public static Attention to(Executor listeners) {
    Attention attention = new Attention(System::nanoTime, listeners);
    attention.start();
    return attention;
  }

  /** A platform thread: virtual ones wait for each other, which is not what is measured. */
  private void start() {
    Thread.ofPlatform().daemon().name("javaform-attention").start(this::run);
  }

  private void run() {
    try {
      while (!closed) {
        Thread.sleep(PERIOD);
        tickIfThereIsMemory();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody does that; it ends all the same
    }
  }

  /** Without memory nobody is listening; the clock goes on, which all hosts need. */
  private void tickIfThereIsMemory() {
    try {
      tick();
    } catch (OutOfMemoryError _) {
      last = clock.getAsLong();
      heard = true;
    }
  }

  /** Counts the time since the last tick, all of it where all were listening. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread ticks, others only read
  void tick() {
    long now = clock.getAsLong();
    long gap = now - last;
    long period = PERIOD.toNanos();
    boolean listening = heard && gap < 2 * period;
    attended += listening ? gap : Math.min(gap, period) / SLOWER;
    last = now;
    if (heard) {
      call();
    }
  }

  /** Asks the listeners for a sign of life; there is one by the next tick, unless they are busy. */
  private void call() {
    heard = false;
    try {
      listeners.execute(() -> heard = true);
    } catch (RejectedExecutionException _) {
      heard = true; // they have closed: nobody waits for hosts any more
    }
  }

  /** The time so far, in nanoseconds, from a beginning of its own. */
  @Override
  public long getAsLong() {
    return attended;
  }

  @Override
  public void close() {
    closed = true;
  }
}
