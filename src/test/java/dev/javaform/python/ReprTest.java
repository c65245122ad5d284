package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Values as Python 3.11 prints them. */
class ReprTest {

  @Test
  void ofTexts() {
    assertEquals("a\n", Repr.PLAIN.str("a\n"));
    assertEquals("'a\\n'", Repr.PLAIN.repr("a\n"));
    assertEquals("\"it's\"", Repr.PLAIN.repr("it's"));
    assertEquals("'it\\'s \"it\"'", Repr.PLAIN.repr("it's \"it\""));
    assertEquals("'\\x1b\u00e9\\u200b'", Repr.PLAIN.repr("\u001b\u00e9\u200b"));
  }

  @Test
  void ofCollections() {
    assertEquals("[1, None, True, '']", Repr.PLAIN.str(Arrays.asList(1L, null, true, "")));
    assertEquals("{'a': {1: []}}", Repr.PLAIN.str(Map.of("a", Map.of(1, List.of()))));
    assertEquals("(1,)", Repr.PLAIN.str(Tuple.of(1)));
  }

  @Test
  void ofNumbers() {
    assertEquals("1.0", Repr.PLAIN.str(1.0));
    assertEquals("1e+16", Repr.PLAIN.str(1e16));
    assertEquals("1e-05", Repr.PLAIN.str(0.00001));
    assertEquals("inf", Repr.PLAIN.str(Double.POSITIVE_INFINITY));
    assertEquals("18446744073709551616", Repr.PLAIN.str(BigInteger.TWO.pow(64)));
  }

  @Test
  void ofTimes() {
    assertEquals("2026-01-02 03:04:05", Repr.PLAIN.str(LocalDateTime.of(2026, 1, 2, 3, 4, 5)));
    assertEquals("1 day, 1:02:03", Repr.PLAIN.str(Duration.ofSeconds(90_123)));
  }

  @Test
  void ofWhatOthersShow() {
    assertEquals("[<ours>]", Repr.with(value -> "<ours>").str(List.of(new Object())));
  }
}
