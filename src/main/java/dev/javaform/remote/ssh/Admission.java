package dev.javaform.remote.ssh;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Lets logins begin in the order in which they were asked for, at the rate at which they end: a
 * {@link Window} says how many at a time. One that is silent, or takes much longer than others,
 * goes on, but without keeping its place from the next. There is a bound to how many of those that
 * take long are left behind, since it may be all together that make each other slow. Safe for use
 * by many threads.
 */
final class Admission {
  private static final long GLANCE = TimeUnit.SECONDS.toNanos(1);

  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Window window;
  private final Queue<Place> waiting =
      new PriorityQueue<>(Comparator.comparingLong((Place place) -> place.ticket));
  private final Set<Place> inside = new HashSet<>();
  private final Set<Place> slow = new HashSet<>();
  private long tickets;

  /**
   * @param first how many may begin at once
   * @param clock in nanoseconds
   */
  Admission(int first, LongSupplier clock) {
    this.clock = clock;
    this.window = new Window(first, clock.getAsLong());
  }

  /** Waits for a place. It has to be closed. */
  Place enter() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      Place place = new Place(tickets++);
      place.await();
      return place;
    } finally {
      lock.unlock();
    }
  }

  /** How many wait for a place. */
  int waiting() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  private void admit() {
    long now = clock.getAsLong();
    inside.removeIf(place -> now - place.due >= 0 && (!place.heard || slow.add(place)));
    while (!waiting.isEmpty() && inside.size() < window.size() && slow.size() < window.mostSlow()) {
      waiting.remove().take(now);
    }
  }

  /** What one login has, from its beginning to the first answer of a shell. */
  final class Place implements AutoCloseable {
    private final long ticket;
    private final Condition turn = lock.newCondition();
    private boolean taken;
    private boolean heard;
    private boolean over;
    private long began;
    private long due;

    private Place(long ticket) {
      this.ticket = ticket;
    }

    private void await() throws InterruptedException {
      waiting.add(this);
      admit();
      try {
        while (!taken) {
          turn.awaitNanos(GLANCE); // a place falls free when its time is over, without a word
          admit();
        }
      } finally {
        waiting.remove(this);
      }
    }

    private void take(long now) {
      taken = true;
      began = now;
      due = now + window.silence();
      inside.add(this);
      turn.signal();
    }

    /** The host speaks with us: there is more to wait for than whether it is there. */
    void heard() {
      lock.lock();
      try {
        heard = true;
        due = clock.getAsLong() + window.patience();
      } finally {
        lock.unlock();
      }
    }

    /** Sleeps without the place, then waits for one again, before all that came later. */
    void rest(Duration time) throws InterruptedException {
      leave();
      Thread.sleep(time);
      lock.lockInterruptibly();
      try {
        await();
      } finally {
        lock.unlock();
      }
    }

    /** The login has ended well. */
    void done() {
      lock.lock();
      try {
        if (!over) {
          over = true;
          long now = clock.getAsLong();
          window.ended(now, now - began, !waiting.isEmpty());
          leave();
        }
      } finally {
        lock.unlock();
      }
    }

    private void leave() {
      lock.lock();
      try {
        taken = false;
        inside.remove(this);
        slow.remove(this);
        admit();
      } finally {
        lock.unlock();
      }
    }

    /** The login has ended, however it did. */
    @Override
    public void close() {
      lock.lock();
      try {
        over = true;
        leave();
      } finally {
        lock.unlock();
      }
    }
  }
}
