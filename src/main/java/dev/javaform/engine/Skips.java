package dev.javaform.engine;

import dev.javaform.event.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Why tasks are skipped, in the words people grep for, and what {@code register} gets of them. */
final class Skips {

  private static final String NO_ITEMS = "No items in the list";

  private Skips() {}

  /** The result of a task whose condition does not hold. */
  static RawResult unmet() {
    return RawResult.of(new Outcome.Skipped(Outcome.UNMET), Map.of("skip_reason", Outcome.UNMET));
  }

  /** The result of a task whose loop has no turn. */
  static RawResult withoutItems() {
    return RawResult.of(
        new Outcome.Skipped(NO_ITEMS), Map.of("results", List.of(), "skipped_reason", NO_ITEMS));
  }

  /** The result of a task that is meant for runs that tell more. */
  static RawResult tooQuiet() {
    String reason = "Verbosity threshold not met.";
    return bySelf(reason, Map.of("skipped_reason", reason));
  }

  /** The result of a module that came to nothing: it ended well, which no other skip says. */
  static RawResult bySelf(String reason, Map<String, Object> values) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("failed", false);
    return RawResult.of(new Outcome.Skipped(reason), all);
  }
}
