package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hundreds of logins, played through with a clock of the test's own. */
@Tag("faults")
class WindowTest {
  private static final double SECOND = 1e9;

  /** What came of it, in seconds. */
  private record Played(double whole, double longest, int most) {}

  /**
   * Hosts that share processors, or wait for nothing but time.
   *
   * @param work seconds of a processor per login
   * @param sleep seconds that pass besides
   */
  private static Played play(int hosts, int processors, double work, double sleep) {
    Window window = new Window(8, 0);
    List<double[]> inside = new ArrayList<>(); // what is left to do and to sleep, when it began
    double now = 0;
    double longest = 0;
    int most = 0;
    int begun = 0;
    int ended = 0;
    double step = Math.min(0.01, work / 10);
    while (ended < hosts) {
      double moment = now;
      long over =
          inside.stream().filter(each -> (moment - each[2]) * SECOND >= window.patience()).count();
      while (begun < hosts && inside.size() - over < window.size() && over < window.mostSlow()) {
        double[] login = {work, sleep, now};
        inside.add(login);
        begun++;
      }
      most = Math.max(most, inside.size());
      long working = inside.stream().filter(each -> each[0] > 0).count();
      double share = step * Math.min(1, processors / (double) Math.max(1, working));
      now += step;
      for (double[] login : List.copyOf(inside)) {
        if (login[0] > 0) {
          login[0] -= share;
        } else {
          login[1] -= step;
        }
        if (login[0] <= 1e-9 && login[1] <= 1e-9) {
          inside.remove(login);
          ended++;
          longest = Math.max(longest, now - login[2]);
          window.ended((long) (now * SECOND), (long) ((now - login[2]) * SECOND), begun < hosts);
        }
      }
    }
    return new Played(now, longest, most);
  }

  @Test
  void manyThatOnlySleepAreUnderWayAtOnce() {
    Played played = play(400, 2, 0.005, 3);
    assertTrue(played.most() >= 100, played::toString);
    assertTrue(played.whole() < 25, played::toString);
  }

  @Test
  void fewAreUnderWayWhereTheyShareProcessors() {
    for (double work : new double[] {0.2, 1, 2, 5}) {
      Played played = play(400, 2, work, 0);
      assertTrue(played.longest() < 100, work + ": " + played);
      assertTrue(played.whole() < 1.05 * 400 * work / 2, work + ": " + played);
    }
  }

  @Test
  void quickOnesAreNotHeldUp() {
    Played played = play(1000, 4, 0.01, 0.1);
    assertTrue(played.whole() < 2.0 * 1000 * 0.01 / 4, played::toString);
  }

  @Test
  void isSmallerWhereFarFewerEndThanBefore() {
    Window window = new Window(8, 0);
    long now = 0;
    for (int i = 0; i < 400; i++) {
      window.ended(now += 10_000_000, 10_000_000, true);
    }
    int before = window.size();
    for (int i = 0; i < 4 * before; i++) {
      window.ended(now += 1_000_000_000L, 10_000_000, true);
    }
    assertTrue(window.size() < before, before + " and then " + window.size());
  }

  @Test
  void learnsNothingWhereNobodyWaits() {
    Window window = new Window(8, 0);
    for (int i = 1; i < 100; i++) {
      window.ended(i, 1, false);
    }
    assertEquals(8, window.size());
  }
}
