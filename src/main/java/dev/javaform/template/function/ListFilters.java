package dev.javaform.template.function;

import com.google.common.collect.Lists;
import dev.javaform.python.Tuple;
import dev.javaform.template.expression.Access;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Numbers;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Filters on lists. */
final class ListFilters {

  private ListFilters() {}

  static void addTo(Filters filters) {
    filters
        .add("list", Values::items)
        .add("length", Values::length)
        .alias("count", "length")
        .add("first", value -> end(value, "first", 0))
        .add("last", value -> end(value, "last", -1))
        .add("join", "d? attribute?", ListFilters::join)
        .add("sort", "reverse? case_sensitive? attribute?", ListFilters::sort)
        .add("min", "case_sensitive? attribute?", (value, call) -> extreme(value, call, -1))
        .add("max", "case_sensitive? attribute?", (value, call) -> extreme(value, call, 1))
        .add("sum", "attribute? start?", ListFilters::sum)
        .add("reverse", ListFilters::reverse)
        .add("flatten", "levels? skip_nulls?", ListFilters::flatten)
        .add("batch", "linecount fill_with?", ListFilters::batch)
        .add("slice", "slices fill_with?", ListFilters::slice)
        .add("groupby", "attribute default? case_sensitive?", ListFilters::groupBy);
    combinations(filters);
  }

  private static void combinations(Filters filters) {
    filters
        .add("zip", "*others", (value, call) -> zip(lists(value, call), Optional.empty()))
        .add(
            "zip_longest",
            "*others **options",
            (value, call) ->
                zip(lists(value, call), Optional.of(new Object[] {call.others().get("fillvalue")})))
        .add("product", "*others **options", ListFilters::product)
        .add(
            "permutations",
            "r?",
            (value, call) ->
                arrangements(
                    Values.items(value), call.number("r", (int) Values.length(value)), false))
        .add(
            "combinations",
            "r",
            (value, call) -> arrangements(Values.items(value), call.number("r"), true))
        .add("subelements", "subelements skip_missing?", Subelements::of);
  }

  private static @Nullable Object end(@Nullable Object value, String which, int index) {
    List<Object> items = Values.items(value);
    return items.isEmpty()
        ? new Undefined(
            "", "No %s item, sequence was empty.".formatted(which), -1, Optional.empty())
        : items.get(index < 0 ? items.size() - 1 : index);
  }

  private static Object join(@Nullable Object value, Bound call) {
    Function<Object, Object> part = by(call.get("attribute"));
    return Values.items(value).stream()
        .map(item -> Text.str(part.apply(item)))
        .collect(Collectors.joining(call.text("d", "")));
  }

  /** What {@code attribute=} names: nothing for the element itself. */
  static Function<Object, Object> by(@Nullable Object attribute) {
    return switch (attribute) {
      case null -> item -> item;
      case String path -> item -> Access.path(item, path);
      default -> item -> Access.item(item, attribute, -1);
    };
  }

  private static Function<Object, Object> key(Bound call) {
    Function<Object, Object> part = by(call.get("attribute"));
    return call.flag("case_sensitive") ? part : part.andThen(Keys::ignoringCase);
  }

  private static Object sort(@Nullable Object value, Bound call) {
    List<Object> items = Values.items(value);
    Comparator<Object> order = order(call);
    items.sort(call.flag("reverse") ? order.reversed() : order);
    return items;
  }

  private static Comparator<Object> order(Bound call) {
    if (call.get("attribute") instanceof String paths && paths.contains(",")) {
      boolean exact = call.flag("case_sensitive");
      return java.util.Arrays.stream(paths.split(","))
          .map(path -> by(path.strip()).andThen(exact ? Function.identity() : Keys::ignoringCase))
          .map(ListFilters::comparing)
          .reduce(Comparator::thenComparing)
          .orElseThrow();
    }
    return comparing(key(call));
  }

  private static Comparator<Object> comparing(Function<Object, Object> key) {
    return (left, right) -> Values.compare(key.apply(left), key.apply(right), "<");
  }

  private static @Nullable Object extreme(@Nullable Object value, Bound call, int sign) {
    List<Object> items = Values.items(value);
    if (items.isEmpty()) {
      return new Undefined("", "No aggregated item, sequence was empty.", -1, Optional.empty());
    }
    Function<Object, Object> key = key(call);
    Object best = items.getFirst();
    for (Object item : items.subList(1, items.size())) {
      best = Values.compare(key.apply(item), key.apply(best), "<") * sign > 0 ? item : best;
    }
    return best;
  }

  private static Object sum(@Nullable Object value, Bound call) {
    Function<Object, Object> part = by(call.get("attribute"));
    Object sum = call.values().getOrDefault("start", 0L);
    for (Object item : Values.items(value)) {
      sum = dev.javaform.template.expression.Sums.add(sum, part.apply(item));
    }
    return sum;
  }

  private static Object reverse(@Nullable Object value) {
    List<Object> reversed = Lists.reverse(Values.items(value));
    return value instanceof String
        ? reversed.stream().map(Text::str).collect(Collectors.joining())
        : new ArrayList<>(reversed);
  }

  private static Object flatten(@Nullable Object value, Bound call) {
    List<Object> flat = new ArrayList<>();
    Limits.flat(value);
    flatten(value, call.number("levels", Integer.MAX_VALUE), call.flag("skip_nulls", true), flat);
    return flat;
  }

  static void flatten(@Nullable Object value, int levels, boolean skipNulls, List<Object> flat) {
    for (Object item : Values.items(value)) {
      boolean nothing = item == null || "None".equals(item) || "null".equals(item);
      if (item instanceof List<?> && levels > 0) {
        flatten(item, levels - 1, skipNulls, flat);
      } else if (!(skipNulls && nothing)) {
        flat.add(item);
      }
    }
  }

  private static Object batch(@Nullable Object value, Bound call) {
    List<Object> batches = new ArrayList<>();
    int size = call.number("linecount");
    for (List<Object> part : Lists.partition(Values.items(value), size)) {
      List<Object> batch = new ArrayList<>(part);
      while (call.has("fill_with") && batch.size() < size) {
        batch.add(call.get("fill_with"));
      }
      batches.add(batch);
    }
    return batches;
  }

  private static Object slice(@Nullable Object value, Bound call) {
    List<Object> items = Values.items(value);
    int count = call.number("slices");
    Limits.requireList(count);
    int size = items.size() / count;
    int longer = items.size() % count;
    List<Object> slices = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < count; i++) {
      int to = from + size + (i < longer ? 1 : 0);
      List<Object> slice = new ArrayList<>(items.subList(from, to));
      if (call.has("fill_with") && i >= longer) {
        slice.add(call.get("fill_with"));
      }
      slices.add(slice);
      from = to;
    }
    return slices;
  }

  private static Object groupBy(@Nullable Object value, Bound call) {
    Function<Object, Object> part = by(call.get("attribute"));
    Function<Object, Object> present =
        item ->
            part.apply(item) instanceof Undefined && call.has("default")
                ? call.get("default")
                : part.apply(item);
    Function<Object, Object> key =
        call.flag("case_sensitive") ? present : present.andThen(Keys::ignoringCase);
    List<Object> items = Values.items(value);
    items.sort(comparing(key));
    List<Object> groups = new ArrayList<>();
    for (Object item : items) {
      List<Object> last = groups.isEmpty() ? List.of() : members(groups.getLast());
      if (!last.isEmpty() && Values.equal(key.apply(last.getFirst()), key.apply(item))) {
        last.add(item);
      } else {
        List<Object> members = new ArrayList<>(List.of(item));
        groups.add(Tuple.named(List.of("grouper", "list"), present.apply(item), members));
      }
    }
    return groups;
  }

  @SuppressWarnings("unchecked") // made above
  private static List<Object> members(Object group) {
    return (List<Object>) ((Tuple) group).get(1);
  }

  private static List<List<Object>> lists(@Nullable Object value, Bound call) {
    List<List<Object>> lists = new ArrayList<>();
    lists.add(Values.items(value));
    call.rest().forEach(other -> lists.add(Values.items(other)));
    return lists;
  }

  private static Object zip(List<List<Object>> lists, Optional<Object[]> fill) {
    int shortest = lists.stream().mapToInt(List::size).min().orElse(0);
    int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < (fill.isPresent() ? longest : shortest); i++) {
      List<Object> row = new ArrayList<>();
      for (List<Object> list : lists) {
        row.add(i < list.size() ? list.get(i) : fill.orElseThrow()[0]);
      }
      rows.add(new Tuple(row));
    }
    return rows;
  }

  private static Object product(@Nullable Object value, Bound call) {
    List<List<Object>> lists = lists(value, call);
    int repeat =
        call.others().containsKey("repeat")
            ? Numbers.integer(call.others().get("repeat")).intValue()
            : 1;
    List<List<Object>> factors =
        Collections.nCopies(repeat, lists).stream().flatMap(List::stream).toList();
    List<Object> rows = new ArrayList<>(List.of(new Tuple(List.of())));
    for (List<Object> factor : factors) {
      List<Object> longer = new ArrayList<>();
      Limits.requireRows((long) rows.size() * factor.size());
      rows.forEach(row -> factor.forEach(item -> longer.add(with((Tuple) row, item))));
      rows = longer;
    }
    return rows;
  }

  private static Tuple with(Tuple row, @Nullable Object item) {
    List<Object> longer = new ArrayList<>(row);
    longer.add(item);
    return new Tuple(longer);
  }

  private static List<Object> arrangements(List<Object> items, int size, boolean ordered) {
    List<Object> all = new ArrayList<>();
    arrange(items, size, ordered, new ArrayList<>(), all);
    return all;
  }

  private static void arrange(
      List<Object> items, int size, boolean ordered, List<Integer> chosen, List<Object> all) {
    Limits.requireRows(all.size());
    if (chosen.size() == size) {
      all.add(new Tuple(chosen.stream().map(items::get).toList()));
      return;
    }
    for (int i = ordered && !chosen.isEmpty() ? chosen.getLast() + 1 : 0; i < items.size(); i++) {
      if (!chosen.contains(i)) {
        chosen.add(i);
        arrange(items, size, ordered, chosen, all);
        chosen.removeLast();
      }
    }
  }

  /** Fails unless it is a mapping. */
  static Map<?, ?> map(@Nullable Object value, String filter) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw ExpressionException.failed(
        "%s requires a dictionary, got %s instead.", filter, Values.typeName(value));
  }
}
