package dev.javaform.remote.shell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Bytes of one stream as far as there is room for them: a block that is its own, then blocks of the
 * {@link Room} that all streams share. What does not fit is counted no further.
 */
final class Kept {
  private static final int FIRST = 512;
  private static final int BLOCK = 64 << 10;

  private final Room room;
  private final int most;
  private final List<byte[]> blocks = new ArrayList<>();
  private int size;
  private boolean truncated;

  /**
   * @param most how many bytes are kept where there is room
   */
  Kept(Room room, int most) {
    this.room = room;
    this.most = most;
  }

  /** Whether more came than is kept. */
  boolean isTruncated() {
    return truncated;
  }

  int size() {
    return size;
  }

  void add(byte[] bytes, int from, int length) {
    int fitting = truncated ? 0 : Math.min(length, most - size);
    int done = 0;
    while (done < fitting && hasPlace()) {
      byte[] block = blocks.getLast();
      int at = size - (blocks.size() - 1) * BLOCK;
      int part = Math.min(fitting - done, block.length - at);
      System.arraycopy(bytes, from + done, block, at, part);
      size += part;
      done += part;
    }
    truncated |= done < length;
  }

  /** Makes sure that the last block has a free byte; false where there is no more room. */
  private boolean hasPlace() {
    if (blocks.isEmpty()) {
      return blocks.add(new byte[FIRST]);
    }
    int length = blocks.getLast().length;
    if (size < (blocks.size() - 1) * BLOCK + length) {
      return true;
    }
    if (length < BLOCK) {
      blocks.set(0, Arrays.copyOf(blocks.getFirst(), BLOCK));
      return true;
    }
    return room.take(BLOCK) && blocks.add(new byte[BLOCK]);
  }

  byte[] bytes() {
    byte[] all = new byte[size];
    for (int i = 0; i * BLOCK < size; i++) {
      System.arraycopy(blocks.get(i), 0, all, i * BLOCK, Math.min(BLOCK, size - i * BLOCK));
    }
    return all;
  }

  /** The room that so many bytes have taken. */
  static int taken(int size) {
    return Math.max(0, (size - 1) / BLOCK) * BLOCK;
  }
}
