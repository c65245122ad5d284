package dev.javaform.template.function;

import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each element together with each of those listed in it: a filter and a lookup. */
final class Subelements {

  private Subelements() {}

  static Object of(@Nullable Object value, Bound call) {
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

  /**
   * The lookup, which {@code with_subelements} uses: it takes the list out of each element, and
   * leaves results of skipped tasks out.
   */
  static List<Object> looked(List<Object> terms) {
    if (terms.size() < 2 || terms.size() > 3 || !(terms.get(1) instanceof String key)) {
      throw ExpressionException.failed(
          "subelements takes two or three items: a list, the key of the lists in it, and"
              + " {skip_missing: true}");
    }
    boolean skipMissing =
        terms.size() > 2 && terms.get(2) instanceof Map<?, ?> flags && skipsMissing(flags);
    List<String> path = Arrays.asList(key.split("\\."));
    List<Object> pairs = new ArrayList<>();
    for (Object element : elements(terms.getFirst())) {
      if (!isSkipped(element)) {
        inside(element, path, skipMissing)
            .forEach(inner -> pairs.add(Tuple.of(without(element, path), inner)));
      }
    }
    return pairs;
  }

  private static boolean skipsMissing(Map<?, ?> flags) {
    return flags.get("skip_missing") != null && Values.truth(flags.get("skip_missing"));
  }

  private static List<?> elements(@Nullable Object value) {
    return switch (value) {
      case Map<?, ?> map when isSkipped(map) -> List.of();
      case Map<?, ?> map -> new ArrayList<>(map.values());
      case null, default -> Values.items(value);
    };
  }

  private static boolean isSkipped(@Nullable Object element) {
    return element instanceof Map<?, ?> map
        && map.containsKey("skipped")
        && !Boolean.FALSE.equals(map.get("skipped"));
  }

  private static Object without(@Nullable Object element, List<String> path) {
    Map<Object, Object> rest = new LinkedHashMap<>((Map<?, ?>) element);
    String key = path.getFirst();
    if (path.size() == 1) {
      rest.remove(key);
    } else {
      rest.put(key, without(rest.get(key), path.subList(1, path.size())));
    }
    return rest;
  }

  private static List<?> inside(@Nullable Object element, List<?> path, boolean skipMissing) {
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
