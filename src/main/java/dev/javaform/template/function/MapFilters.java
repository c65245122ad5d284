package dev.javaform.template.function;

import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters on mappings. */
final class MapFilters {

  private static final Set<String> MERGES =
      Set.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp");

  private MapFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("combine", "*others **options", MapFilters::combine)
        .add("dict2items", "key_name? value_name?", MapFilters::toItems)
        .add("items2dict", "key_name? value_name?", MapFilters::fromItems)
        .add("items", MapFilters::pairs)
        .add("dictsort", "case_sensitive? by? reverse?", MapFilters::sort)
        .add("rekey_on_member", "key duplicates?", MapFilters::rekey);
  }

  private static List<Object> pairs(@Nullable Object value) {
    List<Object> pairs = new ArrayList<>();
    ListFilters.map(value, "items").forEach((key, element) -> pairs.add(Tuple.of(key, element)));
    return pairs;
  }

  private static Object toItems(@Nullable Object value, Bound call) {
    List<Object> items = new ArrayList<>();
    ListFilters.map(value, "dict2items")
        .forEach(
            (key, element) -> {
              Map<String, Object> item = new LinkedHashMap<>();
              item.put(call.text("key_name", "key"), key);
              item.put(call.text("value_name", "value"), element);
              items.add(item);
            });
    return items;
  }

  private static Object fromItems(@Nullable Object value, Bound call) {
    String key = call.text("key_name", "key");
    String element = call.text("value_name", "value");
    if (!(value instanceof List<?> items)) {
      throw ExpressionException.failed(
          "items2dict requires a list, got %s instead.", Values.typeName(value));
    }
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Object item : items) {
      if (!(item instanceof Map<?, ?> pair)
          || !pair.containsKey(key)
          || !pair.containsKey(element)) {
        throw ExpressionException.failed(
            "items2dict requires each dictionary in the list to contain the keys '%s' and '%s', got"
                + " %s instead.",
            key, element, Text.repr(value));
      }
      map.put(pair.get(key), pair.get(element));
    }
    return map;
  }

  private static Object sort(@Nullable Object value, Bound call) {
    int place = call.text("by", "key").equals("value") ? 1 : 0;
    boolean exact = call.flag("case_sensitive");
    List<Object> pairs = pairs(value);
    Comparator<Object> order =
        (left, right) -> Values.compare(part(left, place, exact), part(right, place, exact), "<");
    pairs.sort(call.flag("reverse") ? order.reversed() : order);
    return pairs;
  }

  private static @Nullable Object part(Object pair, int place, boolean exact) {
    Object part = ((Tuple) pair).get(place);
    return exact ? part : Keys.ignoringCase(part);
  }

  private static Object combine(@Nullable Object value, Bound call) {
    Map<String, Object> options = new LinkedHashMap<>(call.others());
    boolean recursive = Values.truth(options.remove("recursive"));
    Object merge = options.getOrDefault("list_merge", "replace");
    options.remove("list_merge");
    if (!options.isEmpty() || !MERGES.contains(Text.str(merge))) {
      throw ExpressionException.failed(
          "'recursive' and 'list_merge' are the only valid keyword arguments, list_merge one of %s",
          MERGES.stream().sorted().toList());
    }
    List<Object> all = new ArrayList<>();
    all.add(value);
    all.addAll(call.rest());
    List<Object> maps = new ArrayList<>();
    ListFilters.flatten(all, 1, true, maps);
    Map<?, ?> result = new LinkedHashMap<>();
    for (Object map : maps) {
      Limits.flat(map);
      result = merged(result, ListFilters.map(map, "combine"), recursive, Text.str(merge));
    }
    return result;
  }

  private static Map<?, ?> merged(Map<?, ?> low, Map<?, ?> high, boolean recursive, String merge) {
    Map<Object, Object> merged = new LinkedHashMap<>(low);
    high.forEach(
        (key, value) ->
            merged.put(
                key,
                merged.containsKey(key)
                    ? merged(merged.get(key), value, recursive, merge)
                    : value));
    return merged;
  }

  private static @Nullable Object merged(
      @Nullable Object low, @Nullable Object high, boolean recursive, String merge) {
    if (recursive && low instanceof Map<?, ?> lower && high instanceof Map<?, ?> higher) {
      return merged(lower, higher, true, merge);
    }
    return low instanceof List<?> lower && high instanceof List<?> higher
        ? lists(lower, higher, merge)
        : high;
  }

  private static Object lists(List<?> low, List<?> high, String merge) {
    return switch (merge) {
      case "keep" -> low;
      case "append" -> joined(low, high);
      case "prepend" -> joined(high, low);
      case "append_rp" -> joined(without(low, high), high);
      case "prepend_rp" -> joined(high, without(low, high));
      default -> high;
    };
  }

  private static List<?> without(List<?> items, List<?> unwanted) {
    return items.stream().filter(item -> !Values.contains(unwanted, item)).toList();
  }

  private static List<Object> joined(List<?> first, List<?> second) {
    List<Object> joined = new ArrayList<>(first);
    joined.addAll(second);
    return joined;
  }

  private static Object rekey(@Nullable Object value, Bound call) {
    List<Object> elements =
        value instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : Values.items(value);
    Map<Object, Object> rekeyed = new LinkedHashMap<>();
    for (Object element : elements) {
      Map<?, ?> map = ListFilters.map(element, "rekey_on_member");
      Object key = map.get(call.get("key"));
      if (key == null) {
        throw ExpressionException.failed("Key %s was not found", call.text("key"));
      }
      if (rekeyed.put(key, element) != null
          && !call.text("duplicates", "error").equals("overwrite")) {
        throw ExpressionException.failed(
            "Key %s is not unique, cannot correctly turn into dict", Text.str(key));
      }
    }
    return rekeyed;
  }
}
