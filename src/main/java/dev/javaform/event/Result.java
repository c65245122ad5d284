package dev.javaform.event;

import com.google.common.collect.ImmutableList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a task, or one item of its loop, ended on one host, as it may be told to anybody.
 *
 * @param values what {@code register} gets: what the module returned and how it ended, in Ansible's
 *     words; where {@code no_log} hides it, one that says so
 * @param told what of it people are to see in any run; empty where it is enough to see how it ended
 * @param changes what changed or would change, where states can be compared and somebody wants it
 * @param warnings full sentences
 * @param hidden whether {@code no_log} hides it: then nothing else is in it
 */
public record Result(
    Outcome outcome,
    Map<String, Object> values,
    Map<String, Object> told,
    ImmutableList<Change> changes,
    ImmutableList<String> warnings,
    boolean hidden) {

  /** What stands for a reason under {@code no_log}. */
  public static final String HIDDEN = "the reason is hidden by no_log";

  private static final Map<String, Object> CENSORED =
      Map.of(
          "censored",
          "the output has been hidden due to the fact that 'no_log: true' was specified for this"
              + " result");

  public Result {
    if (hidden
        && !(values.equals(CENSORED)
            && told.isEmpty()
            && changes.isEmpty()
            && warnings.isEmpty())) {
      throw new IllegalArgumentException("a hidden result holds nothing but how it ended");
    }
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    told = Collections.unmodifiableMap(new LinkedHashMap<>(told));
  }

  /** What may be told of an outcome under {@code no_log}: that it is one, and no reason. */
  public static Result hidden(Outcome outcome) {
    return new Result(
        silent(outcome), CENSORED, Map.of(), ImmutableList.of(), ImmutableList.of(), true);
  }

  private static Outcome silent(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Skipped _ -> new Outcome.Skipped("");
      case Outcome.Unpredictable _ -> new Outcome.Unpredictable(HIDDEN);
      case Outcome.Failed _ -> new Outcome.Failed(HIDDEN);
      case Outcome.Unreachable _ -> new Outcome.Unreachable(HIDDEN);
      case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _ -> outcome;
    };
  }
}
