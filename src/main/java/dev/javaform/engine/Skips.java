package dev.javaform.engine;

import dev.javaform.event.Outcome;
import dev.javaform.source.Condition;
import java.util.Map;

/** Why tasks are skipped, in the words people grep for. */
final class Skips {

  static final String CONDITION = "Conditional result was False";

  private Skips() {}

  /** The result of a task whose condition {@code failing} does not hold. */
  static RawResult condition(Condition failing) {
    return RawResult.of(new Outcome.Skipped(CONDITION), Map.of("false_condition", failing.text()));
  }

  /** The result of a task whose condition does not hold, whichever it is. */
  static RawResult unmet() {
    return RawResult.of(new Outcome.Skipped(CONDITION), Map.of("false_condition", "when"));
  }
}
