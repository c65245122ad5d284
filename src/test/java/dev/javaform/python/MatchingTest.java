package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Expressions on texts that a host made to do harm. */
@Tag("faults")
@Timeout(120)
class MatchingTest {
  private static final String LONG = "ab".repeat(100_000);

  @ParameterizedTest
  @ValueSource(strings = {"^(a|b)*$", "(?:a|b)+", "((a|b)(a|b))*", "^(\\w|-)*$", "(ab|ba|.)*"})
  void matchWhateverTheStackTheyTake(String expression) {
    assertTrue(Regex.of(expression).finds(LONG));
  }

  @Test
  void tellApartWhatDoesNotMatchWhateverTheStack() {
    assertFalse(Regex.of("(a|b)*").matches(LONG + "c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a*a*a*a*a*b", "^(a+)+\\1b", "^(a|aa)+\\1b", "(.*)(.*)(.*)(.*)(.*)b"})
  void endWhereTheyTryForEver(String expression) {
    Regex regex = Regex.of(expression);
    String text = "a".repeat(2_000) + "!";
    PatternException e =
        assertThrows(
            PatternException.class,
            () -> PatternTime.within(Duration.ofSeconds(1), () -> regex.finds(text)));
    assertTrue(e.getMessage().contains("'" + expression + "'"), e.getMessage());
    assertTrue(e.getMessage().contains("within 1 s"), e.getMessage());
  }

  @Test
  void haveTheirTimeTogether() throws Exception {
    Regex slow = Regex.of("a*a*a*a*a*b");
    String text = "a".repeat(2_000) + "!";
    PatternTime.within(
        Duration.ofMillis(200),
        () -> {
          assertThrows(PatternException.class, () -> slow.finds(text));
          Regex quick = Regex.of("b");
          String large = "a".repeat(1 << 20);
          return assertThrows(PatternException.class, () -> quick.finds(large));
        });
  }

  @Test
  void endWhereTheRunDoes() throws Exception {
    Thread matching =
        Thread.ofVirtual()
            .unstarted(
                () -> {
                  try {
                    PatternTime.within(
                        Duration.ofDays(1),
                        () -> Regex.of("a*a*a*a*a*b").finds("a".repeat(2_000) + "!"));
                  } catch (Exception _) {
                    // it was ended, which is what is wanted
                  }
                });
    matching.start();
    matching.interrupt();
    matching.join();
    assertFalse(matching.isAlive());
  }

  @Test
  void handOnWhatTheWorkThrows() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Regex.of("(a|b)*")
                    .match(
                        LONG,
                        match -> {
                          match.find();
                          throw new IllegalArgumentException("no such group");
                        }));
    assertEquals("no such group", e.getMessage());
  }
}
