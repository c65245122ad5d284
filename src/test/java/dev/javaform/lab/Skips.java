package dev.javaform.lab;

import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Multiset;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end of a run which classes have skipped tests, and what they missed. Registered for
 * every run.
 */
public final class Skips implements TestExecutionListener {
  private final Multiset<String> skips = LinkedHashMultiset.create();

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    skips.add(className(test) + ": " + reason);
  }

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.ABORTED) {
      var reason = result.getThrowable().map(Throwable::getMessage).orElse("no reason given");
      skips.add(className(test) + ": " + reason);
    }
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    skips.entrySet().forEach(Skips::print);
    skips.clear();
  }

  private static void print(Multiset.Entry<String> skip) {
    var times = skip.getCount() == 1 ? "" : " (" + skip.getCount() + " times)";
    System.out.println("Skipped " + skip.getElement() + times);
  }

  private static String className(TestIdentifier test) {
    return switch (test.getSource().orElse(null)) {
      case ClassSource source -> source.getClassName();
      case MethodSource source -> source.getClassName();
      case null, default -> test.getDisplayName();
    };
  }
}
