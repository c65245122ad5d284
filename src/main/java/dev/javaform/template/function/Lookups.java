package dev.javaform.template.function;

import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.source.Suggestion;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Tuple;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code lookup()} and {@code query()}: what the controller knows. */
final class Lookups {

  /** A kind of lookup. */
  interface Lookup {
    List<Object> run(List<Object> terms, Map<String, Object> options, Surroundings surroundings);
  }

  private static final ImmutableSortedMap<String, Lookup> KNOWN =
      ImmutableSortedMap.<String, Lookup>naturalOrder()
          .put("env", (terms, options, _) -> each(terms, term -> environment(term, options)))
          .put("vars", Lookups::variables)
          .put("items", (terms, _, _) -> flat(terms, 1))
          .put("list", (terms, _, _) -> terms)
          .put("flattened", (terms, _, _) -> flat(terms, Integer.MAX_VALUE))
          .put("dict", (terms, _, _) -> pairs(terms))
          .put("nested", (terms, _, _) -> nested(terms))
          .put("together", (terms, _, _) -> together(terms))
          .put("indexed_items", (terms, _, _) -> indexed(flat(terms, 1)))
          .put("sequence", (terms, options, _) -> Sequences.all(terms, options))
          .put("file", FileLookups::contents)
          .put("lines", (terms, _, in) -> FileLookups.lines(terms, in))
          .put("pipe", (terms, _, in) -> FileLookups.pipe(terms, in))
          .put("fileglob", (terms, _, in) -> FileLookups.glob(terms, in))
          .put("first_found", FileLookups::first)
          .put("template", FileLookups::template)
          .put(
              "random_choice",
              (terms, _, _) ->
                  List.of(
                      terms.get(
                          java.util.concurrent.ThreadLocalRandom.current().nextInt(terms.size()))))
          .buildOrThrow();

  private Lookups() {}

  /** The texts with commas between, the only value, or the list. */
  static Object joined(Bound call, Surroundings surroundings) {
    boolean wantList = Values.truth(call.others().remove("wantlist"));
    List<Object> found = run(call, surroundings);
    if (wantList || found.isEmpty()) {
      return found;
    }
    if (found.stream().allMatch(String.class::isInstance)) {
      return String.join(",", found.stream().map(Text::str).toList());
    }
    return found.size() == 1 ? found.getFirst() : found;
  }

  static Object list(Bound call, Surroundings surroundings) {
    call.others().remove("wantlist");
    return run(call, surroundings);
  }

  private static List<Object> run(Bound call, Surroundings surroundings) {
    String name = call.text("plugin").replaceFirst("^ansible\\.(builtin|legacy)\\.", "");
    Lookup lookup = KNOWN.get(name);
    if (lookup == null) {
      throw ExpressionException.failed(
          "lookup plugin (%s) not found.%s These are there: %s.",
          name, Suggestion.didYouMean(name, KNOWN.keySet()), String.join(", ", KNOWN.keySet()));
    }
    Map<String, Object> options = new LinkedHashMap<>(call.others());
    boolean lenient =
        List.of("ignore", "warn").contains(Text.str(options.getOrDefault("errors", "strict")));
    options.remove("errors");
    try {
      call.rest().forEach(Values::known);
      return lookup.run(call.rest(), options, surroundings);
    } catch (UnknownValueException unknown) {
      throw unknown;
    } catch (ExpressionException failure) {
      if (lenient) {
        return List.of();
      }
      throw failure;
    }
  }

  private interface One {
    Object of(Object term);
  }

  private static List<Object> each(List<Object> terms, One one) {
    List<Object> found = new ArrayList<>();
    flat(terms, 1).forEach(term -> found.add(one.of(term)));
    return found;
  }

  private static Object environment(Object name, Map<String, Object> options) {
    String value = System.getenv(Text.str(name));
    return value == null ? options.getOrDefault("default", "") : value;
  }

  private static List<Object> variables(
      List<Object> terms, Map<String, Object> options, Surroundings in) {
    return each(
        terms,
        term -> {
          Object value = in.names().value(Text.str(term));
          if (value instanceof Undefined && options.containsKey("default")) {
            return options.get("default");
          }
          return value instanceof Undefined undefined
              ? new Undefined(
                  Text.str(term),
                  "No variable found with this name: " + Text.str(term),
                  undefined.at(),
                  undefined.cause())
              : value;
        });
  }

  private static List<Object> flat(List<Object> terms, int levels) {
    List<Object> flat = new ArrayList<>();
    ListFilters.flatten(terms, levels, false, flat);
    return flat;
  }

  private static List<Object> pairs(List<Object> terms) {
    List<Object> pairs = new ArrayList<>();
    for (Object term : flat(terms, 1)) {
      ListFilters.map(term, "with_dict").forEach((key, value) -> pairs.add(pair(key, value)));
    }
    return pairs;
  }

  private static Map<String, Object> pair(Object key, Object value) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put("key", key);
    pair.put("value", value);
    return pair;
  }

  private static List<Object> nested(List<Object> terms) {
    List<Object> rows = new ArrayList<>(List.of(new ArrayList<Object>()));
    for (Object term : terms) {
      List<Object> longer = new ArrayList<>();
      for (Object row : rows) {
        for (Object item : Values.items(term)) {
          List<Object> next = Values.items(row);
          next.add(item);
          longer.add(next);
        }
      }
      rows = longer;
    }
    return rows;
  }

  private static List<Object> together(List<Object> terms) {
    List<List<Object>> lists = terms.stream().map(Values::items).toList();
    int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<Object> row = new ArrayList<>();
      for (List<Object> list : lists) {
        row.add(i < list.size() ? list.get(i) : null);
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<Object> indexed(List<Object> items) {
    List<Object> indexed = new ArrayList<>();
    for (Object item : items) {
      indexed.add(Tuple.of((long) indexed.size(), item));
    }
    return indexed;
  }
}
