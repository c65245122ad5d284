package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Cuts messages into numbered fragments, as large as what carries them allows (MS-PSRP 2.2.4). */
final class Fragments {

  /** What stands before a fragment's bytes. */
  static final int HEAD = 21;

  static final int START = 1;
  static final int END = 2;

  private long objects;

  /**
   * Loads of fragments, in their order.
   *
   * @param first how many bytes the first load has room for
   * @param rest how many each later one has room for
   */
  ImmutableList<byte[]> loads(List<Message> messages, int first, int rest) {
    Loads loads = new Loads(first, rest);
    messages.forEach(message -> add(message.bytes(), loads));
    return loads.all();
  }

  private void add(byte[] message, Loads loads) {
    long object = ++objects;
    int at = 0;
    for (long fragment = 0; at < message.length; fragment++) {
      int size = Math.min(loads.room(), message.length - at);
      int flags = (at == 0 ? START : 0) | (at + size == message.length ? END : 0);
      loads.add(
          ByteBuffer.allocate(HEAD + size)
              .putLong(object)
              .putLong(fragment)
              .put((byte) flags)
              .putInt(size)
              .put(message, at, size)
              .array());
      at += size;
    }
  }

  /** Fills one load after the other. */
  private static final class Loads {

    private final ImmutableList.Builder<byte[]> full = ImmutableList.builder();
    private final ByteArrayOutputStream load = new ByteArrayOutputStream();
    private final int rest;
    private int limit;

    Loads(int first, int rest) {
      this.limit = first;
      this.rest = rest;
    }

    /** How many bytes of a message the next fragment may have. */
    int room() {
      if (load.size() + HEAD >= limit) {
        next();
      }
      return Math.max(1, limit - load.size() - HEAD);
    }

    private void next() {
      full.add(load.toByteArray());
      load.reset();
      limit = rest;
    }

    void add(byte[] fragment) {
      load.writeBytes(fragment);
    }

    ImmutableList<byte[]> all() {
      if (load.size() > 0) {
        next();
      }
      return full.build();
    }
  }
}
