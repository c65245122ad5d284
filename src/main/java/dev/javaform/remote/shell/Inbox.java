package dev.javaform.remote.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What came from a shell and was not taken yet; filled by the carrier, emptied by the session. */
final class Inbox implements Receiver {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Lane out;
  private final Lane err;
  private Optional<String> end = Optional.empty();
  private boolean broken;
  private long arrivals;

  Inbox(String token) {
    this(token, Room.SHARED);
  }

  Inbox(String token, Room room) {
    out = new Lane(token, room);
    err = new Lane(token, room);
  }

  /** Allows so many more marks on standard output and standard error. */
  void expect(int onOut, int onErr) {
    lock.lock();
    try {
      out.expect(onOut);
      err.expect(onErr);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets what has come, and takes nothing more. */
  void discard() {
    lock.lock();
    try {
      if (end.isEmpty()) {
        end = Optional.of("");
      }
      out.clear();
      err.clear();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void out(byte[] bytes, int from, int length) {
    accept(out, bytes, from, length);
  }

  @Override
  public void err(byte[] bytes, int from, int length) {
    accept(err, bytes, from, length);
  }

  private void accept(Lane lane, byte[] bytes, int from, int length) {
    lock.lock();
    try {
      if (end.isPresent()) {
        return;
      }
      arrivals += length;
      lane.accept(bytes, from, length);
      if (lane.isBroken()) {
        broken = true;
        end = Optional.of("it ended more scripts than it was given");
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void closed(String reason) {
    lock.lock();
    try {
      if (end.isEmpty()) {
        end = Optional.of(reason);
      }
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The next mark on standard output; empty where none came in time. */
  Optional<StreamMark> nextOut(Deadline deadline) throws IOException, InterruptedException {
    return next(out, deadline);
  }

  /** The next mark on standard error; empty where none came in time. */
  Optional<StreamMark> nextErr(Deadline deadline) throws IOException, InterruptedException {
    return next(err, deadline);
  }

  private Optional<StreamMark> next(Lane lane, Deadline deadline)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (lane.isEmpty()) {
        if (end.isPresent()) {
          throw broken ? new ProtocolException(end.get()) : new IOException(end.get());
        }
        if (deadline.isOver()) {
          return Optional.empty();
        }
        arrived.awaitNanos(deadline.nanos());
      }
      return Optional.of(lane.next());
    } finally {
      lock.unlock();
    }
  }

  /** How many bytes have come so far, on both streams together. */
  long arrivals() {
    lock.lock();
    try {
      return arrivals;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until more bytes have come than {@code seen}, or the end, or the time. */
  boolean awaitMoreThan(long seen, Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (arrivals == seen) {
        if (end.isPresent() || deadline.isOver()) {
          return false;
        }
        arrived.awaitNanos(deadline.nanos());
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until nothing more can come; whether it came to that in time. */
  boolean awaitEnd(Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (end.isEmpty() && !deadline.isOver()) {
        arrived.awaitNanos(deadline.nanos());
      }
      return end.isPresent();
    } finally {
      lock.unlock();
    }
  }

  /** What both streams hold, whether a mark has ended it or not, standard output first. */
  String all() {
    lock.lock();
    try {
      return text(out.all()) + text(err.all());
    } finally {
      lock.unlock();
    }
  }

  /** What both streams hold that no mark has ended, standard output first. */
  String pending() {
    lock.lock();
    try {
      return text(out.pending()) + text(err.pending());
    } finally {
      lock.unlock();
    }
  }

  /** What standard output and standard error hold that no mark has ended, byte for byte. */
  byte[][] pendingBytes() {
    lock.lock();
    try {
      return new byte[][] {out.pending(), err.pending()};
    } finally {
      lock.unlock();
    }
  }

  boolean isClosed() {
    lock.lock();
    try {
      return end.isPresent();
    } finally {
      lock.unlock();
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
