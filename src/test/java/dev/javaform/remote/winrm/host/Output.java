package dev.javaform.remote.winrm.host;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/** What a command has said and nobody has fetched yet. Written by one thread, read by others. */
final class Output {

  /** Some bytes of a stream. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Piece(String stream, byte[] bytes) {}

  /**
   * What one answer holds.
   *
   * @param exit how the command ended, where this is the end of it
   */
  record Batch(List<Piece> pieces, OptionalInt exit) {}

  private final int largest;
  private final Deque<Piece> waiting = new ArrayDeque<>();
  private OptionalInt exit = OptionalInt.empty();
  private boolean aborted;

  /**
   * @param largest the bytes of a piece
   */
  Output(int largest) {
    this.largest = largest;
  }

  synchronized void add(String stream, byte[] bytes) {
    for (int at = 0; at < bytes.length; ) {
      int end = largest > bytes.length - at ? bytes.length : at + largest;
      waiting.add(new Piece(stream, Arrays.copyOfRange(bytes, at, end)));
      at = end;
    }
    notifyAll();
  }

  synchronized void end(int code) {
    if (exit.isEmpty()) {
      exit = OptionalInt.of(code);
    }
    notifyAll();
  }

  /** Nothing more is said, and whoever waits is told so. */
  synchronized void abort() {
    aborted = true;
    notifyAll();
  }

  /** Puts back what did not arrive. */
  synchronized void restore(Batch batch) {
    for (int i = batch.pieces().size() - 1; i >= 0; i--) {
      waiting.addFirst(batch.pieces().get(i));
    }
    notifyAll();
  }

  /**
   * What is there, once there is anything.
   *
   * @param room how many bytes it may have
   * @param pieces how many pieces it may have
   * @throws HostFault where there is nothing in that time, or somebody has ended the command
   */
  synchronized Batch take(Duration patience, int room, int pieces) throws HostFault {
    await(patience);
    List<Piece> taken = new ArrayList<>();
    int left = room;
    while (!waiting.isEmpty() && taken.size() < pieces && left > 0) {
      Piece next = waiting.poll();
      if (next.bytes().length > left) {
        waiting.addFirst(rest(next, left));
        next = new Piece(next.stream(), Arrays.copyOf(next.bytes(), left));
      }
      left -= next.bytes().length;
      taken.add(next);
    }
    return new Batch(taken, waiting.isEmpty() ? exit : OptionalInt.empty());
  }

  private static Piece rest(Piece piece, int from) {
    return new Piece(piece.stream(), Arrays.copyOfRange(piece.bytes(), from, piece.bytes().length));
  }

  private void await(Duration patience) throws HostFault {
    long end = System.nanoTime() + patience.toNanos();
    while (waiting.isEmpty() && exit.isEmpty() && !aborted) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw HostFault.timedOut();
      }
      try {
        wait(left);
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        throw HostFault.aborted();
      }
    }
    if (aborted && exit.isEmpty()) {
      throw HostFault.aborted();
    }
  }
}
