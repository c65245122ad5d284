package dev.javaform.remote.winrm.ntlm;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The digest that NTLM makes of a password; no JDK has it any more.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc1320">RFC 1320</a>
 */
final class Md4 {

  private static final int BLOCK = 64;
  private static final int[] START = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};

  /** Of each round: the constant, the four shifts, the order of the words. */
  @SuppressWarnings("ArrayRecordComponent") // constants; never compared
  private record Round(int constant, int[] shifts, int[] order) {}

  private static final Round[] ROUNDS = {
    new Round(
        0,
        new int[] {3, 7, 11, 19},
        new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}),
    new Round(
        0x5a827999,
        new int[] {3, 5, 9, 13},
        new int[] {0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15}),
    new Round(
        0x6ed9eba1,
        new int[] {3, 9, 11, 15},
        new int[] {0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15})
  };

  private Md4() {}

  /** The 16 bytes for a message. */
  static byte[] digest(byte[] message) {
    ByteBuffer blocks = padded(message);
    int[] state = START.clone();
    while (blocks.hasRemaining()) {
      int[] words = new int[BLOCK / 4];
      for (int i = 0; i < words.length; i++) {
        words[i] = blocks.getInt();
      }
      mix(state, words);
    }
    ByteBuffer digest = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(state).forEach(digest::putInt);
    return digest.array();
  }

  private static ByteBuffer padded(byte[] message) {
    int blocks = (message.length + 8) / BLOCK + 1;
    ByteBuffer padded = ByteBuffer.allocate(blocks * BLOCK).order(ByteOrder.LITTLE_ENDIAN);
    padded.put(message).put((byte) 0x80);
    padded.putLong(padded.capacity() - 8, 8L * message.length);
    return padded.rewind();
  }

  private static void mix(int[] state, int[] words) {
    int[] before = state.clone();
    for (int round = 0; round < ROUNDS.length; round++) {
      Round how = ROUNDS[round];
      for (int i = 0; i < words.length; i++) {
        int at = (words.length - i) % 4; // a, d, c, b take turns
        int sum =
            state[at]
                + choose(round, state[(at + 1) % 4], state[(at + 2) % 4], state[(at + 3) % 4])
                + words[how.order()[i]]
                + how.constant();
        state[at] = Integer.rotateLeft(sum, how.shifts()[i % 4]);
      }
    }
    for (int i = 0; i < state.length; i++) {
      state[i] += before[i];
    }
  }

  private static int choose(int round, int x, int y, int z) {
    return switch (round) {
      case 0 -> (x & y) | (~x & z);
      case 1 -> (x & y) | (x & z) | (y & z);
      default -> x ^ y ^ z;
    };
  }
}
