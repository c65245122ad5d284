package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lots of Python 3.11: {@code random.Random(seed)}, then {@code randrange} and {@code shuffle}. */
class PythonRandomTest {

  private static final long WIDE = 1L << 40;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h1           | 32 | 274543342074 | 3 4 7 5 2 0 6 9 1 8",
        "host.example | 39 | 731613559318 | 7 4 3 1 5 2 8 0 6 9",
        "''           | 29 | 851292096640 | 4 0 8 2 1 5 9 6 3 7",
        "é            | 26 | 670781717973 | 8 3 4 5 9 0 7 2 1 6",
        "59           | 44 | 416790590699 | 3 7 9 1 0 5 4 8 2 6",
      })
  void drawsForTexts(String seed, long sixty, long wide, String order) {
    draws(seed, sixty, wide, order);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                      | 54 | 87705687125  | 7 8 1 5 3 4 2 0 9 6",
        "1                      | 8  | 140719340484 | 6 8 9 7 5 3 0 4 1 2",
        "-7                     | 20 | 159121178576 | 8 3 1 4 7 0 9 6 2 5",
        "1180591620717411303424 | 14 | 238326140889 | 4 9 5 2 1 8 0 7 6 3",
      })
  void drawsForWholeNumbers(BigInteger seed, long sixty, long wide, String order) {
    draws(seed, sixty, wide, order);
  }

  /** What stands between the two was drawn, too: {@code randrange(5, 100, 7)}, of 14 numbers. */
  private static void draws(Object seed, long sixty, long wide, String order) {
    PythonRandom lots = PythonRandom.seeded(seed);
    assertEquals(BigInteger.valueOf(sixty), lots.below(BigInteger.valueOf(60)));
    lots.below(BigInteger.valueOf(14));
    assertEquals(BigInteger.valueOf(wide), lots.below(BigInteger.valueOf(WIDE)));
    List<Long> items = new ArrayList<>(LongStream.range(0, 10).boxed().toList());
    PythonRandom.seeded(seed).shuffle(items);
    assertEquals(order, String.join(" ", items.stream().map(String::valueOf).toList()));
  }
}
