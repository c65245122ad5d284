package dev.javaform.template.function;

import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Filters that take lists for sets; the order of first appearance is kept. */
final class SetFilters {

  private SetFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("unique", "case_sensitive? attribute?", SetFilters::unique)
        .add("union", "b", (value, call) -> union(Values.items(value), added(value, call)))
        .add("intersect", "b", (value, call) -> kept(Values.items(value), in(call.get("b"))))
        .add(
            "difference",
            "b",
            (value, call) -> kept(Values.items(value), in(call.get("b")).negate()))
        .add(
            "symmetric_difference",
            "b",
            (value, call) -> symmetric(Values.items(value), added(value, call)));
  }

  /**
   * Ansible's default does not tell large letters from small ones, unless mappings are among them.
   */
  private static Object unique(@Nullable Object value, Bound call) {
    List<Object> items = Values.items(value);
    Function<Object, Object> part = ListFilters.by(call.get("attribute"));
    boolean hashable =
        items.stream()
            .map(part)
            .noneMatch(
                item ->
                    item instanceof java.util.Map
                        || (item instanceof List && !(item instanceof Tuple)));
    boolean exact = call.flag("case_sensitive") || !hashable;
    return distinct(items, exact ? part : part.andThen(Keys::ignoringCase));
  }

  private static List<Object> distinct(List<Object> items, Function<Object, Object> key) {
    Set<Object> seen = new HashSet<>();
    List<Object> distinct = new ArrayList<>();
    for (Object item : items) {
      if (seen.add(Keys.of(key.apply(item)))) {
        distinct.add(item);
      }
    }
    return distinct;
  }

  private static List<Object> union(List<Object> left, List<Object> right) {
    List<Object> all = new ArrayList<>(left);
    all.addAll(right);
    return distinct(all, Function.identity());
  }

  /** What is put beside a list is a list too: a text is not taken apart. */
  private static List<Object> added(@Nullable Object value, Bound call) {
    if (value instanceof List<?> && call.get("b") instanceof String) {
      throw ExpressionException.failed("can only concatenate list (not \"str\") to list");
    }
    return call.items("b");
  }

  /** Whether a container has an item; a text has all its parts. */
  private static Predicate<Object> in(@Nullable Object container) {
    if (container instanceof String text) {
      return item -> Values.contains(text, item);
    }
    Set<Object> keys = new HashSet<>();
    Values.items(container).forEach(item -> keys.add(Keys.of(item)));
    return item -> keys.contains(Keys.of(item));
  }

  private static List<Object> kept(List<Object> items, Predicate<Object> wanted) {
    return distinct(
        items.stream()
            .filter(wanted)
            .collect(java.util.stream.Collectors.toCollection(ArrayList::new)),
        Function.identity());
  }

  private static List<Object> symmetric(List<Object> left, List<Object> right) {
    return kept(union(left, right), in(left).and(in(right)).negate());
  }
}
