package dev.javaform.playbook;

import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * {@code async} and {@code poll}. A task that is waited for runs as any other, with the seconds of
 * {@code async} as its timeout; one that is left running, {@code poll: 0}, is not supported yet.
 */
final class Async {

  private Async() {}

  /** Whether the task is to go on while others run. */
  static boolean isLeftRunning(Fields task) {
    return task.value("poll").filter(Async::isZero).isPresent();
  }

  /** The task's own keywords with its timeout. */
  static Keywords limited(Keywords own, Fields task) {
    Optional<Yaml> seconds = task.number(Keyword.ASYNC.word()).filter(value -> !isZero(value));
    if (seconds.isEmpty() || isLeftRunning(task)) {
      return own;
    }
    task.diagnostics()
        .warning(
            "Keyword without effect",
            "A task with async runs as any other: the next begins when it has ended, and what is"
                + " given as async is its timeout.",
            task.mapping().entry(Keyword.ASYNC.word()).orElseThrow().key().mark());
    return own.has(Keyword.TIMEOUT) ? own : own.with(Keyword.TIMEOUT, seconds.get());
  }

  private static boolean isZero(Yaml value) {
    return value instanceof Yaml.Scalar scalar && scalar.text().equals("0");
  }
}
