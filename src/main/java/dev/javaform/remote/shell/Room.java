package dev.javaform.remote.shell;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that unread output of all hosts may take together, beyond the little that each stream
 * has for itself: hosts that print without end fill it, and nothing else. Safe for use by many
 * threads.
 */
final class Room {
  /** What every stream of this process shares: an eighth of the memory there is. */
  static final Room SHARED = new Room(Runtime.getRuntime().maxMemory() / 8);

  private final AtomicLong free;

  Room(long bytes) {
    free = new AtomicLong(bytes);
  }

  /** Takes that many bytes of it, or none where they are not left. */
  boolean take(int bytes) {
    if (free.addAndGet(-bytes) >= 0) {
      return true;
    }
    free.addAndGet(bytes);
    return false;
  }

  /** Gives back what was taken. */
  void give(long bytes) {
    free.addAndGet(bytes);
  }
}
