package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Tuple;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The {@code subelements} filter: each element together with each of those listed in it. */
final class Subelements {

  private Subelements() {}

  static Object of(Object value, Bound call) {
    List<?> elements =
        value instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : Values.items(value);
    List<?> path =
        call.get("subelements") instanceof List<?> keys
            ? keys
            : Arrays.asList(call.text("subelements").split("\\."));
    List<Object> pairs = new ArrayList<>();
    for (Object element : elements) {
      inside(element, path, call.flag("skip_missing"))
          .forEach(inner -> pairs.add(Tuple.of(element, inner)));
    }
    return pairs;
  }

  private static List<?> inside(Object element, List<?> path, boolean skipMissing) {
    Object inner = element;
    for (Object key : path) {
      if (!(inner instanceof Map<?, ?> map)) {
        throw ExpressionException.failed(
            "the key %s should point to a dictionary, got '%s'", key, Text.str(inner));
      }
      if (!map.containsKey(key)) {
        if (skipMissing) {
          return List.of();
        }
        throw ExpressionException.failed(
            "could not find %s key in iterated item %s", Text.repr(key), Text.repr(inner));
      }
      inner = map.get(key);
    }
    if (inner instanceof List<?> items) {
      return items;
    }
    throw ExpressionException.failed(
        "the key %s should point to a list, got %s", Text.repr(path.getLast()), Text.repr(inner));
  }
}
