package dev.javaform.engine;

import dev.javaform.event.Outcome;
import dev.javaform.playbook.Task;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Yaml;
import dev.javaform.template.Variable;
import java.util.Map;
import java.util.Optional;

/** Tries a task again as {@code until}, {@code retries} and {@code delay} say. */
final class Attempts {

  private static final long DEFAULT_RETRIES = 3;
  private static final double DEFAULT_DELAY = 5;

  private final PlayTools tools;
  private final Task task;
  private final HostEvents events;

  Attempts(PlayTools tools, Task task, HostEvents events) {
    this.tools = tools;
    this.task = task;
    this.events = events;
  }

  /** One try. */
  interface Attempt {
    RawResult run(int number) throws InterruptedException, UnreachableException;
  }

  /**
   * The result of the last try.
   *
   * @param check whether the run only checks: nothing can come true by waiting then
   */
  RawResult run(Attempt attempt, LayeredScope scope, boolean check)
      throws InterruptedException, UnreachableException {
    if (task.retries().isEmpty()) {
      return attempt.run(1);
    }
    Task.Retries retries = task.retries().get();
    long tries =
        Math.max(1, (long) number("retries", retries.retries(), DEFAULT_RETRIES, scope) + 1);
    for (int number = 1; ; number++) {
      RawResult result = counted(attempt.run(number), number);
      if (check || isEnough(retries, result, scope)) {
        return result;
      }
      if (number >= tries) {
        return counted(result, retried(tries)).as(new Outcome.Failed(exhausted(result)));
      }
      events.retrying(TaskNames.bare(task), (int) (tries - number));
      Thread.sleep((long) (number("delay", retries.delay(), DEFAULT_DELAY, scope) * 1000));
    }
  }

  /** Of tries that all were in vain, people know the number of retries. */
  private static long retried(long tries) {
    return Math.max(1, tries - 1);
  }

  private static RawResult counted(RawResult result, long number) {
    return result.with(Map.of("attempts", number));
  }

  private boolean isEnough(Task.Retries retries, RawResult result, LayeredScope scope) {
    if (result.outcome() instanceof Outcome.Skipped) {
      return true;
    }
    if (retries.until().isEmpty()) {
      return !result.outcome().isFailure();
    }
    LayeredScope seeing =
        task.register()
            .map(name -> scope.below(Map.of(name.text(), new Variable.Told(result.registered()))))
            .orElse(scope);
    return tools.conditions().hold(retries.until(), seeing);
  }

  private String exhausted(RawResult result) {
    return result.outcome() instanceof Outcome.Failed(String message)
        ? message
        : "until never became true: "
            + task.retries().map(retries -> Shown.conditions(retries.until())).orElse("");
  }

  private double number(
      String keyword, Optional<Yaml> written, double otherwise, LayeredScope scope) {
    return written
        .map(yaml -> Numeral.of(tools.templates().renderKnown(yaml, scope), keyword, yaml.mark()))
        .orElse(otherwise);
  }
}
