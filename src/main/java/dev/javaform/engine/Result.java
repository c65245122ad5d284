package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An outcome and what came with it.
 *
 * @param values what the module returned
 * @param difference what changed or would change, where states can be compared
 * @param warnings full sentences
 */
public record Result(
    Outcome outcome,
    Map<String, Object> values,
    Optional<Difference> difference,
    ImmutableList<String> warnings) {

  /** Ansible's other word for the reason: why a loop had no turn. */
  static final String SKIPPED_REASON = "skipped_reason";

  public Result {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** An outcome alone. */
  public static Result of(Outcome outcome) {
    return of(outcome, Map.of());
  }

  /** An outcome with values. */
  public static Result of(Outcome outcome, Map<String, Object> values) {
    return new Result(outcome, values, Optional.empty(), ImmutableList.of());
  }

  /** The task failed. */
  public static Result failed(String message) {
    return of(new Outcome.Failed(message));
  }

  /** The same result with another outcome. */
  public Result as(Outcome other) {
    return new Result(other, values, difference, warnings);
  }

  /** The same result with more values. */
  public Result with(Map<String, Object> more) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Result(outcome, all, difference, warnings);
  }

  /** The same result with warnings added. */
  public Result warning(List<String> more) {
    return new Result(
        outcome,
        values,
        difference,
        ImmutableList.<String>builder().addAll(warnings).addAll(more).build());
  }

  /** What {@code register} gets: the values and how it ended, in Ansible's words. */
  public Map<String, Object> registered() {
    Map<String, Object> map = new LinkedHashMap<>(values);
    if (!outcome.isFailure() || !map.containsKey("changed")) {
      map.put("changed", outcome.isChange());
    }
    map.put("failed", outcome.isFailure());
    switch (outcome) {
      case Outcome.Skipped(String reason) -> {
        map.put("skipped", true);
        if (!map.containsKey(SKIPPED_REASON)) {
          map.putIfAbsent("skip_reason", reason);
        }
      }
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
}
