package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.event.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a loop's items make of the task as a whole. */
final class LoopResult {

  private LoopResult() {}

  /**
   * @param registered what each item leaves for {@code register}
   */
  static RawResult of(List<RawResult> results, List<Object> registered) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("results", registered);
    values.put("msg", message(results));
    values.put("skipped", outcome(results) instanceof Outcome.Skipped);
    values.put("changed", results.stream().anyMatch(LoopResult::isChange));
    return new RawResult(outcome(results), values, Optional.empty(), ImmutableList.of());
  }

  /** What failed may have changed something all the same. */
  private static boolean isChange(RawResult result) {
    return Boolean.TRUE.equals(result.registered().get("changed"));
  }

  private static Outcome outcome(List<RawResult> results) {
    return first(results, Outcome.Failed.class)
        .<Outcome>map(_ -> new Outcome.Failed("One or more items failed"))
        .or(() -> first(results, Outcome.Unpredictable.class))
        .or(() -> first(results, Outcome.Changed.class))
        .or(() -> first(results, Outcome.WouldChange.class))
        .or(() -> first(results, Outcome.Unchanged.class))
        .orElseGet(() -> new Outcome.Skipped("All items skipped"));
  }

  private static Optional<Outcome> first(List<RawResult> results, Class<? extends Outcome> kind) {
    return results.stream()
        .map(RawResult::outcome)
        .filter(kind::isInstance)
        .<Outcome>map(outcome -> outcome)
        .findFirst();
  }

  private static String message(List<RawResult> results) {
    return switch (outcome(results)) {
      case Outcome.Failed(String message) -> message;
      case Outcome.Skipped(String reason) -> reason;
      case Outcome.Unchanged _,
          Outcome.Changed _,
          Outcome.WouldChange _,
          Outcome.Unpredictable _,
          Outcome.Unreachable _ ->
          "All items completed";
    };
  }
}
