package dev.javaform.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run where the user does: on Ctrl-C the running thread is interrupted, and the process
 * stays until the run has closed what it opened, or too long a time has passed. Its exit status is
 * then {@link ExitStatus#INTERRUPTED}.
 */
final class Interruption implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Thread run = Thread.currentThread();
  private final Thread hook = new Thread(this::end, "interruption");
  private final CountDownLatch over = new CountDownLatch(1);

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end() {
    if (over.getCount() == 0) {
      return;
    }
    run.interrupt();
    try {
      over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    System.out.flush();
    Tty.restore();
    Runtime.getRuntime().halt(ExitStatus.INTERRUPTED); // exit would wait for this very hook
  }

  /** The run is over: the process may end at once. */
  @Override
  public void close() {
    over.countDown();
  }
}
