package dev.javaform.template.function;

import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Values;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests on what a task registered. */
final class ResultTests {

  private ResultTests() {}

  static void addTo(Tests tests) {
    tests
        .add("failed", value -> flag(value, "failed", "failed"))
        .alias("failure", "failed")
        .add("succeeded", value -> !flag(value, "succeeded", "failed"))
        .alias("success", "succeeded")
        .alias("successful", "succeeded")
        .add("skipped", value -> flag(value, "skipped", "skipped"))
        .alias("skip", "skipped")
        .add("unreachable", value -> flag(value, "unreachable", "unreachable"))
        .add("reachable", value -> !flag(value, "reachable", "unreachable"))
        .add("changed", ResultTests::changed)
        .alias("change", "changed")
        .add(
            "started",
            value ->
                !result(value, "started").containsKey("started")
                    || flag(value, "started", "started"))
        .add(
            "finished",
            value ->
                !result(value, "finished").containsKey("finished")
                    || flag(value, "finished", "finished"));
  }

  private static Map<?, ?> result(@Nullable Object value, String test) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw ExpressionException.failed("The '%s' test expects a dictionary", test);
  }

  private static boolean flag(@Nullable Object value, String test, String name) {
    Map<?, ?> result = result(value, test);
    return result.containsKey(name) && Values.truth(result.get(name));
  }

  /** A loop's result without a word of its own changed if one of its elements did. */
  private static boolean changed(@Nullable Object value) {
    Map<?, ?> result = result(value, "changed");
    return (result.containsKey("changed") || !(result.get("results") instanceof List<?> all))
        ? flag(value, "changed", "changed")
        : all.stream().anyMatch(one -> one instanceof Map<?, ?> && flag(one, "changed", "changed"));
  }
}
