package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whoever could not be heard is not called silent; no real time passes here. */
@Tag("faults")
class AttentionTest {
  private final Queue<Runnable> asked = new ArrayDeque<>();
  private long now = 5_000_000_000L;
  private final Attention attention = new Attention(() -> now, asked::add);

  private void pass(Duration time) {
    now += time.toNanos();
    attention.tick();
  }

  private void listen() {
    while (!asked.isEmpty()) {
      asked.remove().run();
    }
  }

  /** So many looks at the clock, at the usual moments, by a process that listens. */
  private void listenFor(Duration time) {
    for (long left = time.dividedBy(Attention.PERIOD); left > 0; left--) {
      pass(Attention.PERIOD);
      listen();
    }
  }

  private Duration attended() {
    return Duration.ofNanos(attention.getAsLong());
  }

  @Test
  void countsTheTimeInWhichItListens() {
    listenFor(Duration.ofSeconds(10));
    assertEquals(Duration.ofSeconds(10), attended());
  }

  @Test
  void countsWhatIsALittleLateInFull() {
    pass(Duration.ofMillis(70));
    listen();
    pass(Duration.ofMillis(90));
    assertEquals(Duration.ofMillis(160), attended());
  }

  @Test
  void hardlyCountsTheTimeInWhichTheProcessWasStopped() {
    listenFor(Duration.ofSeconds(1));
    Deadline deadline = Deadline.in(Duration.ofSeconds(2), attention);
    listenFor(Duration.ofSeconds(1));
    pass(Duration.ofHours(8));
    assertFalse(deadline.isOver());
    listen();
    listenFor(Duration.ofMillis(950));
    assertFalse(deadline.isOver());
    listenFor(Duration.ofMillis(50));
    assertTrue(deadline.isOver());
  }

  @Test
  void hardlyCountsTheTimeInWhichThoseWhoListenAreBehind() {
    pass(Attention.PERIOD);
    Duration before = attended();
    for (int i = 0; i < 80; i++) {
      pass(Attention.PERIOD);
    }
    assertEquals(
        Attention.PERIOD.multipliedBy(80).dividedBy(Attention.SLOWER), attended().minus(before));
    assertEquals(1, asked.size(), "they are asked once, not again and again");
    listen();
    before = attended();
    pass(Attention.PERIOD);
    assertEquals(Attention.PERIOD, attended().minus(before));
  }

  /** On a machine that is overloaded for ever, a host that is dead is told as dead, if late. */
  @Test
  void neverStandsStillForGood() {
    Deadline deadline = Deadline.in(Duration.ofSeconds(10), attention);
    int looks = 0;
    while (!deadline.isOver()) {
      pass(Duration.ofSeconds(1));
      looks++;
    }
    assertTrue(looks <= 10_000 / 50 * Attention.SLOWER + 1, "it took " + looks + " looks");
  }

  @Test
  void whoeverWaitsLooksAgainInAMomentHoweverLittleIsLeft() {
    Deadline deadline = Deadline.in(Duration.ofNanos(1), attention);
    assertTrue(deadline.nanos() >= Duration.ofMillis(10).toNanos());
  }
}
