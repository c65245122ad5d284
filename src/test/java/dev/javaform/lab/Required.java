package dev.javaform.lab;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/**
 * With JAVAFORM_LAB=required in the environment (mvn verify -Plab) a skipped test is a failed test:
 * what the test missed is then missing from the machine that promised to have it. With {@code
 * wanted} (mvn verify -Pfaults) tests may have hosts, too, but are skipped where this machine has
 * none. Registered for every test.
 */
public final class Required
    implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

  private static final String LAB = System.getenv().getOrDefault("JAVAFORM_LAB", "unasked");

  /** Whether whoever runs the tests promised that everything they need is there. */
  static boolean everything() {
    return LAB.equals("required");
  }

  /** Whether whoever runs the tests wants what this machine can give, and no more. */
  static boolean whatThereIs() {
    return LAB.equals("wanted");
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    rethrow(thrown);
  }

  @Override
  public void handleBeforeAllMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    rethrow(thrown);
  }

  @Override
  public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable thrown)
      throws Throwable {
    rethrow(thrown);
  }

  private static void rethrow(Throwable thrown) throws Throwable {
    if (thrown instanceof TestAbortedException && everything()) {
      throw new AssertionError("skipping is not allowed here: " + thrown.getMessage(), thrown);
    }
    throw thrown;
  }
}
