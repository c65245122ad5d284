package dev.javaform.remote.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/** What came from a shell and was not taken yet; filled by the carrier, emptied by the session. */
final class Inbox implements Receiver {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Lane out;
  private final Lane err;
  private Optional<String> end = Optional.empty();

  Inbox(String token) {
    out = new Lane(token);
    err = new Lane(token);
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
      lane.accept(bytes, from, length);
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
  Optional<Frame> nextOut(Deadline deadline) throws IOException, InterruptedException {
    return next(out, deadline);
  }

  /** The next mark on standard error; empty where none came in time. */
  Optional<Frame> nextErr(Deadline deadline) throws IOException, InterruptedException {
    return next(err, deadline);
  }

  private Optional<Frame> next(Lane lane, Deadline deadline)
      throws IOException, InterruptedException {
    lock.lockInterruptibly();
    try {
      while (lane.frames().isEmpty()) {
        if (end.isPresent()) {
          throw new IOException(end.get());
        }
        if (deadline.isOver()) {
          return Optional.empty();
        }
        arrived.awaitNanos(deadline.nanos());
      }
      return Optional.of(lane.frames().remove());
    } finally {
      lock.unlock();
    }
  }

  /** Waits until {@code text} differs from what {@link #all} returns, or the end, or the time. */
  boolean awaitMoreThan(String text, Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (all().equals(text)) {
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
      return framed(out) + text(out) + framed(err) + text(err);
    } finally {
      lock.unlock();
    }
  }

  /** What both streams hold that no mark has ended, standard output first. */
  String pending() {
    lock.lock();
    try {
      return text(out) + text(err);
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

  private static String framed(Lane lane) {
    return lane.frames().stream()
        .map(frame -> new String(frame.bytes(), StandardCharsets.UTF_8))
        .collect(Collectors.joining());
  }

  private static String text(Lane lane) {
    return new String(lane.pending(), StandardCharsets.UTF_8);
  }
}
