package dev.javaform.template.function;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Lists;
import dev.javaform.python.Regex;
import dev.javaform.python.Tuple;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Text;
import dev.javaform.template.expression.Undefined;
import dev.javaform.template.expression.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** {@code lookup()} and {@code query()}: what the controller knows. */
final class Lookups {

  /** A kind of lookup. */
  interface Lookup {
    List<Object> run(List<Object> terms, Map<String, Object> options, LookupContext surroundings);
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
          .put("cartesian", (terms, _, _) -> nested(terms))
          .put("together", (terms, _, _) -> together(terms))
          .put("indexed_items", (terms, _, _) -> indexed(flat(terms, 1)))
          .put("sequence", (terms, options, _) -> Sequences.all(terms, options))
          .put("file", FileLookups::contents)
          .put("lines", (terms, _, in) -> FileLookups.lines(terms, in))
          .put("pipe", (terms, _, in) -> FileLookups.pipe(terms, in))
          .put("fileglob", (terms, _, in) -> FileLookups.glob(terms, in))
          .put("first_found", FileLookups::first)
          .put("template", FileLookups::template)
          .put("varnames", (terms, _, in) -> names(terms, in))
          .put("subelements", (terms, _, _) -> Subelements.looked(terms))
          .put(
              "random_choice",
              (terms, _, _) ->
                  List.of(
                      terms.get(
                          java.util.concurrent.ThreadLocalRandom.current().nextInt(terms.size()))))
          .buildOrThrow();

  /**
   * Those that read what is not of the playbook: files, programs, the environment, names that a
   * host may have chosen.
   */
  private static final ImmutableSet<String> OUTSIDE =
      ImmutableSet.of(
          "env", "file", "fileglob", "first_found", "lines", "pipe", "template", "varnames");

  /** Those that arrange what they are given, and need not know what it is. */
  private static final ImmutableSet<String> ARRANGING =
      ImmutableSet.of(
          "cartesian",
          "dict",
          "flattened",
          "indexed_items",
          "items",
          "list",
          "nested",
          "random_choice",
          "together");

  /** Their names, in order. */
  static final ImmutableSortedSet<String> NAMES = KNOWN.keySet();

  private Lookups() {}

  /**
   * The texts with commas between, the only value, or the list; none after a failure that may be.
   */
  static @Nullable Object joined(Bound call, LookupContext surroundings) {
    boolean wantList = Values.truth(call.others().remove("wantlist"));
    Optional<List<Object>> some = run(call, surroundings);
    if (some.isEmpty() && !wantList) {
      return null;
    }
    List<Object> found = some.orElse(List.of());
    if (wantList || found.isEmpty()) {
      return found;
    }
    if (found.stream().allMatch(String.class::isInstance)) {
      return String.join(",", found.stream().map(Text::str).toList());
    }
    return found.size() == 1 ? found.getFirst() : found;
  }

  static Object list(Bound call, LookupContext surroundings) {
    call.others().remove("wantlist");
    return run(call, surroundings).orElse(List.of());
  }

  /** What was found; nothing where the lookup failed and may fail. */
  private static Optional<List<Object>> run(Bound call, LookupContext surroundings) {
    String name = call.text("plugin");
    Lookup lookup = KNOWN.get(Library.shortName(name));
    if (lookup == null) {
      throw Library.unknown("lookup plugin (%s) not found.%s", name, NAMES);
    }
    Map<String, Object> options = new LinkedHashMap<>(call.others());
    boolean lenient =
        List.of("ignore", "warn").contains(Text.str(options.getOrDefault("errors", "strict")));
    options.remove("errors");
    if (OUTSIDE.contains(Library.shortName(name))) {
      surroundings.told();
    }
    try {
      if (!ARRANGING.contains(Library.shortName(name))) {
        call.rest().forEach(Values::known);
      }
      return Optional.of(lookup.run(call.rest(), options, surroundings));
    } catch (UnknownValueException unknown) {
      throw unknown;
    } catch (ExpressionException failure) {
      if (lenient) {
        return Optional.empty();
      }
      throw failure;
    }
  }

  private interface One {
    @Nullable Object of(@Nullable Object term);
  }

  private static List<Object> each(List<Object> terms, One one) {
    List<Object> found = new ArrayList<>();
    flat(terms, 1).forEach(term -> found.add(one.of(term)));
    return found;
  }

  private static Object environment(@Nullable Object name, Map<String, Object> options) {
    String value = System.getenv(Text.str(name));
    return value == null ? options.getOrDefault("default", "") : value;
  }

  private static List<Object> variables(
      List<Object> terms, Map<String, Object> options, LookupContext in) {
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

  private static List<Object> names(List<Object> patterns, LookupContext in) {
    List<Object> names = new ArrayList<>();
    for (Object pattern : flat(patterns, 1)) {
      if (!(pattern instanceof String text)) {
        throw ExpressionException.failed(
            "Invalid setting identifier, \"%s\" is not a string, it is a %s",
            Text.str(pattern), Values.typeName(pattern));
      }
      Regex regex = Regexes.of(text);
      Predicate<String> wanted = name -> Regexes.match(regex, name, Matcher::find);
      in.names().known().stream().filter(wanted).forEach(names::add);
    }
    return names;
  }

  private static List<Object> flat(List<Object> terms, int levels) {
    List<Object> flat = new ArrayList<>();
    Limits.flat(terms);
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

  private static Map<String, Object> pair(@Nullable Object key, @Nullable Object value) {
    Map<String, Object> pair = new LinkedHashMap<>();
    pair.put("key", key);
    pair.put("value", value);
    return pair;
  }

  private static List<Object> nested(List<Object> terms) {
    List<Object> rows = new ArrayList<>(List.of(new ArrayList<Object>()));
    for (List<Object> term : listed(terms)) {
      Limits.requireRows((long) rows.size() * term.size());
      List<Object> longer = new ArrayList<>();
      for (Object row : rows) {
        term.forEach(item -> longer.add(flat(Lists.newArrayList(row, item), 1)));
      }
      rows = longer;
    }
    return rows;
  }

  private static List<Object> together(List<Object> terms) {
    List<List<Object>> lists = listed(terms);
    int longest = lists.stream().mapToInt(List::size).max().orElse(0);
    List<Object> rows = new ArrayList<>();
    for (int i = 0; i < longest; i++) {
      List<Object> row = new ArrayList<>();
      for (List<Object> list : lists) {
        row.add(i < list.size() ? list.get(i) : null);
      }
      rows.add(flat(row, 1));
    }
    return rows;
  }

  /** Each term as a list; one that is none is the only item of its own. */
  private static List<List<Object>> listed(List<Object> terms) {
    return terms.stream()
        .map(term -> term instanceof List<?> ? Values.items(term) : Lists.newArrayList(term))
        .toList();
  }

  private static List<Object> indexed(List<Object> items) {
    List<Object> indexed = new ArrayList<>();
    for (Object item : items) {
      indexed.add(Tuple.of((long) indexed.size(), item));
    }
    return indexed;
  }
}
