package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.remote.BecomeException;
import dev.javaform.remote.UnreachableException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpeningTest {

  @Test
  void itGoesOnWhileNobodyWaitsForIt() throws Exception {
    CountDownLatch opened = new CountDownLatch(1);
    Opening opening =
        new Opening(
            () -> {
              opened.countDown();
              return null;
            });
    opened.await();
    opening.await();
  }

  @Test
  void whyThereIsNoSessionIsToldAsItIs() {
    for (Exception why :
        List.of(
            new UnreachableException("gone", new IOException()),
            new BecomeException("no"),
            new InterruptedException(),
            new IllegalArgumentException())) {
      Opening opening =
          new Opening(
              () -> {
                throw why;
              });
      assertSame(why, assertThrows(why.getClass(), opening::await));
    }
  }

  @Test
  void whoeverIsInterruptedGivesItUp() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch givenUp = new CountDownLatch(1);
    Opening opening =
        new Opening(
            () -> {
              begun.countDown();
              try {
                new CountDownLatch(1).await();
                return null;
              } finally {
                givenUp.countDown();
              }
            });
    begun.await();
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, opening::await);
    givenUp.await();
  }
}
