package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who may begin when; time passes where the test says so. */
@Tag("faults")
@Timeout(60)
class AdmissionTest {
  private final AtomicLong now = new AtomicLong();
  private final Admission admission = new Admission(2, now::get);
  private final BlockingQueue<Integer> entered = new ArrayBlockingQueue<>(100);
  private final List<Admission.Place> places = Collections.synchronizedList(new ArrayList<>());

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** Somebody who comes now and stays, or waits. */
  private Thread come(int number) throws InterruptedException {
    int before = admission.waiting() + places.size();
    Thread thread = Thread.ofVirtual().start(() -> enter(number));
    while (admission.waiting() + places.size() == before) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private void enter(int number) {
    try {
      places.add(admission.enter());
      entered.add(number);
    } catch (InterruptedException e) {
      entered.add(-number);
    }
  }

  private int next() throws InterruptedException {
    Integer number = entered.poll(50, TimeUnit.SECONDS);
    assertTrue(number != null, "nobody was let in");
    return number;
  }

  @Test
  void letsThemInInTheirOrder() throws Exception {
    come(1);
    come(2);
    assertEquals(3, next() + next());
    for (int i : IntStream.rangeClosed(3, 20).toArray()) {
      come(i);
    }
    for (int i = 3; i <= 20; i++) {
      places.get(i - 3).close();
      assertEquals(i, next());
    }
  }

  @Test
  void takesThePlaceOfOneThatIsSilent() throws Exception {
    come(1);
    come(2);
    come(3);
    assertEquals(3, next() + next());
    assertEquals(1, admission.waiting());
    pass(Duration.ofSeconds(3));
    assertEquals(3, next());
  }

  @Test
  void leavesThePlaceLongerToOneThatIsHeard() throws Exception {
    come(1);
    come(2);
    assertEquals(3, next() + next());
    places.forEach(Admission.Place::heard);
    pass(Duration.ofSeconds(3));
    come(3);
    come(4);
    assertEquals(2, admission.waiting());
    pass(Duration.ofSeconds(8));
    assertEquals(7, next() + next());
  }

  /** Where all are slow, they slow each other down, and more of them would not help. */
  @Test
  void leavesNoMoreThanAFewBehindThatTakeLong() throws Exception {
    for (int i = 1; i <= 12; i++) {
      come(i);
    }
    for (int i = 0; i < 3; i++) {
      assertTrue(next() + next() > 0);
      List.copyOf(places).subList(2 * i, 2 * i + 2).forEach(Admission.Place::heard);
      pass(Duration.ofMinutes(1));
    }
    come(13);
    assertEquals(7, admission.waiting());
    places.getFirst().done();
    assertEquals(15, next() + next());
  }

  @Test
  void aPlaceIsGivenBackOnce() throws Exception {
    come(1);
    come(2);
    assertEquals(3, next() + next());
    Admission.Place place = places.getFirst();
    place.done();
    place.done();
    place.close();
    come(3);
    come(4);
    assertEquals(3, next());
    assertEquals(1, admission.waiting());
  }

  @Test
  void oneThatRestsComesBackBeforeThoseWhoCameLater() throws Exception {
    come(1);
    come(2);
    assertEquals(3, next() + next());
    come(3);
    come(4);
    come(5);
    Admission.Place first = places.getFirst();
    Thread resting = Thread.ofVirtual().start(() -> rest(first));
    assertEquals(3, next());
    while (admission.waiting() < 3) {
      Thread.onSpinWait();
    }
    places.get(1).close();
    resting.join();
    assertEquals(List.of(), List.copyOf(entered));
    first.close();
    assertEquals(4, next());
  }

  private static void rest(Admission.Place place) {
    try {
      place.rest(Duration.ofMillis(1));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoeverIsInterruptedWaitsNoLonger() throws Exception {
    come(1);
    come(2);
    assertEquals(3, next() + next());
    Thread third = come(3);
    come(4);
    third.interrupt();
    assertEquals(-3, next());
    places.getFirst().close();
    assertEquals(4, next());
  }

  @Test
  void aServerThatTurnsAwayIsMetByFewer() throws Exception {
    Threshold threshold = new Threshold();
    for (int i = 0; i < 16; i++) {
      threshold.enter();
    }
    threshold.turnedAway();
    assertEquals(8, threshold.most());
    threshold.turnedAway();
    assertEquals(7, threshold.most());
    for (int i = 0; i < 14; i++) {
      threshold.leave();
    }
    assertEquals(7, threshold.most());
    for (int i = 0; i < 14; i++) {
      threshold.enter();
      threshold.leave();
    }
    assertEquals(8, threshold.most());
    threshold.enter();
    threshold.turnedAway();
    assertEquals(1, threshold.most());
  }
}
