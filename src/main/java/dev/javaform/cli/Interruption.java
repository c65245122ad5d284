package dev.javaform.cli;

import java.time.Duration;

/**
 * Ends a run where the user does: on Ctrl-C the running thread is interrupted, and the process
 * stays until the run has closed what it opened, or too long a time has passed.
 */
final class Interruption implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Thread run = Thread.currentThread();
  private final Thread hook = new Thread(this::end, "interruption");
  private volatile boolean over;

  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void end() {
    if (over) {
      return;
    }
    run.interrupt();
    try {
      run.join(PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The run is over: the process may end at once. */
  @Override
  public void close() {
    over = true;
  }
}
