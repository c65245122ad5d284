package dev.javaform.python;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;

/**
 * Lots as Python 3.11's {@code random.Random} draws them: the same seed gives the same lots there.
 * For one thread.
 */
public final class PythonRandom {

  private static final BigInteger WORD = BigInteger.ONE.shiftLeft(Integer.SIZE);

  private final MersenneTwister words;

  private PythonRandom(BigInteger seed) {
    int[] key = new int[Math.max(1, (seed.bitLength() + Integer.SIZE - 1) / Integer.SIZE)];
    for (int i = 0; i < key.length; i++) {
      key[i] = seed.shiftRight(i * Integer.SIZE).intValue();
    }
    words = new MersenneTwister(key);
  }

  /** Lots for a text; what is neither text nor whole number counts as the text that it is. */
  public static PythonRandom seeded(Object seed) {
    return switch (seed) {
      case Boolean truth -> new PythonRandom(truth ? BigInteger.ONE : BigInteger.ZERO);
      case Number number when !Floats.isFloat(number) ->
          new PythonRandom(new BigInteger(number.toString()).abs());
      default -> new PythonRandom(ofText(Repr.PLAIN.str(seed)));
    };
  }

  private static BigInteger ofText(String seed) {
    byte[] bytes = seed.getBytes(StandardCharsets.UTF_8);
    return new BigInteger(1, Bytes.concat(bytes, Hashing.sha512().hashBytes(bytes).asBytes()));
  }

  /** A number from 0 on that is below {@code limit}, which is above 0: {@code randrange}. */
  public BigInteger below(BigInteger limit) {
    BigInteger lot = bits(limit.bitLength());
    while (lot.compareTo(limit) >= 0) {
      lot = bits(limit.bitLength());
    }
    return lot;
  }

  private BigInteger bits(int count) {
    BigInteger bits = BigInteger.ZERO;
    for (int done = 0; done < count; done += Integer.SIZE) {
      int surplus = Math.max(0, Integer.SIZE - (count - done));
      BigInteger word = BigInteger.valueOf(words.word()).mod(WORD).shiftRight(surplus);
      bits = bits.or(word.shiftLeft(done));
    }
    return bits;
  }

  /** One of the items, of which there is one at least. */
  public <T> T choice(List<T> items) {
    return items.get(index(items.size()));
  }

  /** Brings the items into another order. */
  public void shuffle(List<?> items) {
    for (int i = items.size() - 1; i > 0; i--) {
      Collections.swap(items, i, index(i + 1));
    }
  }

  private int index(int size) {
    return below(BigInteger.valueOf(size)).intValueExact();
  }
}
