package dev.javaform.cli;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run where the user does: on Ctrl-C the running thread is interrupted, and the process
 * stays until the run has closed what it opened, or too long a time has passed. Its exit status is
 * then {@link ExitStatus#INTERRUPTED}. A second Ctrl-C ends it at once.
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
    Again.endsAtOnce();
    try {
      over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    halt();
  }

  private static void halt() {
    System.out.flush();
    Tty.restore();
    Runtime.getRuntime().halt(ExitStatus.INTERRUPTED); // exit would wait for this very hook
  }

  /** The run is over: the process may end at once. */
  @Override
  public void close() {
    over.countDown();
  }

  /**
   * What a second Ctrl-C does while the first one is seen to: the Java machine would take no notice
   * of it. The class that knows of signals is no part of Java's own interface, but of every JDK, in
   * its module {@code jdk.unsupported}; it is only looked up here.
   */
  private static final class Again {

    static void endsAtOnce() {
      try {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object ending =
            Proxy.newProxyInstance(
                Again.class.getClassLoader(), new Class<?>[] {handler}, Again::handle);
        signal
            .getMethod("handle", signal, handler)
            .invoke(null, signal.getConstructor(String.class).newInstance("INT"), ending);
      } catch (ReflectiveOperationException | IllegalArgumentException _) {
        // without it a second Ctrl-C does nothing, and the first is seen to within seconds
      }
    }

    @SuppressWarnings("ReferenceEquality") // a proxy equals itself alone
    private static Object handle(Object proxy, Method method, Object... arguments) {
      if (method.getName().equals("handle")) {
        System.err.println("Interrupted again: not waiting any longer; commands may still run.");
        halt();
      }
      return switch (method.getName()) {
        case "equals" -> proxy == arguments[0];
        case "hashCode" -> System.identityHashCode(proxy);
        default -> "ends at once";
      };
    }
  }
}
