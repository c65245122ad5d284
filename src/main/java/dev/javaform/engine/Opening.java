package dev.javaform.engine;

import com.google.common.base.Throwables;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Session;
import dev.javaform.remote.UnreachableException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A session that is being opened while what is to be sent is worked out. */
final class Opening {

  private final FutureTask<Session> task;

  /** Begins. */
  Opening(Callable<Session> opening) {
    task = new FutureTask<>(opening);
    Thread.ofVirtual().start(task);
  }

  /**
   * Returns once the session is open; it is kept where it was opened.
   *
   * @throws UnreachableException where the host cannot be reached
   * @throws BecomeException where the other user cannot be had
   * @throws InterruptedException after the opening was given up
   */
  void await() throws UnreachableException, BecomeException, InterruptedException {
    try {
      task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      Throwables.throwIfInstanceOf(cause, UnreachableException.class);
      Throwables.throwIfInstanceOf(cause, BecomeException.class);
      Throwables.throwIfInstanceOf(cause, InterruptedException.class);
      Throwables.throwIfUnchecked(cause);
      throw new IllegalStateException(cause);
    }
  }
}
