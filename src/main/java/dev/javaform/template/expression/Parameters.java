package dev.javaform.template.expression;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a function may be called with, written as {@code "first second? *rest **named"}: a name with
 * {@code ?} may be left out, {@code *} takes all further positional arguments, {@code **} all other
 * named ones.
 */
public final class Parameters {

  private final String function;
  private final ImmutableList<String> names;
  private final int required;
  private final boolean rest;
  private final boolean others;

  private Parameters(String function, List<String> words) {
    this.function = function;
    this.rest = words.stream().anyMatch(word -> word.startsWith("*") && !word.startsWith("**"));
    this.others = words.stream().anyMatch(word -> word.startsWith("**"));
    List<String> plain = words.stream().filter(word -> !word.startsWith("*")).toList();
    this.required = (int) plain.stream().filter(word -> !word.endsWith("?")).count();
    this.names =
        plain.stream().map(word -> word.replace("?", "")).collect(ImmutableList.toImmutableList());
  }

  /** The parameters of {@code function}, from their one line form. */
  public static Parameters of(String function, String line) {
    return new Parameters(function, line.isBlank() ? List.of() : List.of(line.split(" ")));
  }

  /** The arguments by name; fails in Python's words where they do not fit. */
  public Bound bind(List<Object> positional, Map<String, Object> named) {
    Map<String, Object> values = new LinkedHashMap<>();
    int count = Math.min(positional.size(), names.size());
    for (int i = 0; i < count; i++) {
      values.put(names.get(i), positional.get(i));
    }
    List<Object> more = new ArrayList<>(positional.subList(count, positional.size()));
    if (!more.isEmpty() && !rest) {
      throw refused(
          "takes %d arguments but %d were given".formatted(names.size(), positional.size()));
    }
    return new Bound(function, values, more, others(named, values))
        .complete(names.subList(0, required));
  }

  private Map<String, Object> others(Map<String, Object> named, Map<String, Object> values) {
    Map<String, Object> other = new LinkedHashMap<>();
    named.forEach(
        (name, value) -> {
          if (!names.contains(name) && !others) {
            throw refused("got an unexpected keyword argument '%s'".formatted(name));
          }
          if (values.containsKey(name)) {
            throw refused("got multiple values for argument '%s'".formatted(name));
          }
          (names.contains(name) ? values : other).put(name, value);
        });
    return other;
  }

  private ExpressionException refused(String why) {
    return ExpressionException.failed("%s() %s", function, why);
  }
}
