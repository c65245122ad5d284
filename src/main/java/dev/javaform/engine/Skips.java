package dev.javaform.engine;

import dev.javaform.source.Yaml;
import java.util.Map;

/** Why tasks are skipped, in the words people grep for. */
final class Skips {

  static final String CONDITION = "Conditional result was False";

  private Skips() {}

  /** The result of a task whose condition {@code failing} does not hold. */
  static Result condition(Yaml failing) {
    return Result.of(
        new Outcome.Skipped(CONDITION), Map.of("false_condition", String.valueOf(failing.plain())));
  }

  /** The result of a task whose condition does not hold, whichever it is. */
  static Result unmet() {
    return Result.of(new Outcome.Skipped(CONDITION), Map.of("false_condition", "when"));
  }
}
