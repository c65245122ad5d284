package dev.javaform.source;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads a pipe that has a name: not for ever, for there may be nobody who writes into it. */
final class NamedPipe {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private NamedPipe() {}

  /** What {@code reading} returns; fails where that takes too long. */
  static byte[] read(Callable<byte[]> reading) throws IOException {
    FutureTask<byte[]> task = new FutureTask<>(reading);
    Thread.ofPlatform().daemon().name("javaform-pipe").start(task);
    try {
      return task.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException _) {
      throw new WrongKind(
          "is a pipe, and nobody wrote to it and closed it within %d seconds."
              .formatted(PATIENCE.toSeconds()));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("it was interrupted");
    }
  }
}
