package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.event.Outcome;
import dev.javaform.module.Showing;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An outcome and what came with it, complete, as the play itself sees it. What is told of it is a
 * {@link dev.javaform.event.Result}.
 *
 * @param values what the module returned
 * @param difference what changed or would change, where states can be compared
 * @param warnings full sentences
 * @param showing how much of the values people see
 */
record RawResult(
    Outcome outcome,
    Map<String, Object> values,
    Optional<Difference> difference,
    ImmutableList<String> warnings,
    Showing showing) {

  RawResult {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** A result that is shown as most are. */
  RawResult(
      Outcome outcome,
      Map<String, Object> values,
      Optional<Difference> difference,
      ImmutableList<String> warnings) {
    this(outcome, values, difference, warnings, Showing.OUTCOME);
  }

  /** An outcome alone. */
  static RawResult of(Outcome outcome) {
    return of(outcome, Map.of());
  }

  /** An outcome with values. */
  static RawResult of(Outcome outcome, Map<String, Object> values) {
    return new RawResult(outcome, values, Optional.empty(), ImmutableList.of());
  }

  /** The task failed. */
  static RawResult failed(String message) {
    return of(new Outcome.Failed(message));
  }

  /** The same result with another outcome. */
  RawResult as(Outcome other) {
    return new RawResult(other, values, difference, warnings, showing);
  }

  /** The same result with more values. */
  RawResult with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new RawResult(outcome, all, difference, warnings, showing);
  }

  /** The same result with warnings added. */
  RawResult warning(List<String> more) {
    return new RawResult(
        outcome,
        values,
        difference,
        ImmutableList.<String>builder().addAll(warnings).addAll(more).build(),
        showing);
  }

  /** The same result, of which people see so much. */
  RawResult shown(Showing much) {
    return new RawResult(outcome, values, difference, warnings, much);
  }

  /** What of it people are to see in any run. */
  Map<String, Object> told() {
    return switch (showing) {
      case OUTCOME -> Map.of();
      case MESSAGE -> outcome.isFailure() ? Map.of() : message();
      case VALUES -> without("failed");
    };
  }

  /** A message stands alone; a value is shown with the item it was shown for. */
  private Map<String, Object> message() {
    return values.containsKey("msg")
        ? Collections.singletonMap("msg", values.get("msg"))
        : without("changed", "failed", "skipped");
  }

  private Map<String, Object> without(String... names) {
    Map<String, Object> map = registered();
    map.keySet().removeAll(List.of(names));
    return map;
  }

  /** What {@code register} gets: the values and how it ended, in Ansible's words. */
  Map<String, Object> registered() {
    Map<String, Object> map = new LinkedHashMap<>(values);
    if (!outcome.isFailure() || !map.containsKey("changed")) {
      map.put("changed", outcome.isChange());
    }
    if (outcome.isFailure() || !(outcome instanceof Outcome.Skipped || isOfLoop())) {
      map.put("failed", outcome.isFailure());
    }
    switch (outcome) {
      case Outcome.Skipped _ -> map.put("skipped", true);
      case Outcome.Failed(String message) -> map.putIfAbsent("msg", message);
      case Outcome.Unreachable(String message) -> {
        map.put("unreachable", true);
        map.putIfAbsent("msg", message);
      }
      case Outcome.Unchanged _, Outcome.WouldChange _, Outcome.Changed _ -> {}
      case Outcome.Unpredictable(String reason) -> map.putIfAbsent("msg", reason);
    }
    if (!warnings.isEmpty()) {
      map.put("warnings", warnings);
    }
    return map;
  }

  /** Whether it is what the items of a loop came to. */
  private boolean isOfLoop() {
    return values.containsKey("results") && values.containsKey("skipped");
  }
}
