package dev.javaform.template.function;

import com.google.common.collect.ImmutableMap;
import dev.javaform.template.expression.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects filters by name. */
final class Filters {

  /**
   * A filter and how it is called.
   *
   * @param lenient whether it takes undefined and unknown values and arguments
   */
  record Entry(Parameters parameters, Filter filter, boolean lenient) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Filters add(String name, Filter.Simple filter) {
    return add(name, "", (value, _) -> filter.apply(value));
  }

  Filters add(String name, String parameters, Filter.Plain filter) {
    return evaluating(name, parameters, (value, arguments, _) -> filter.apply(value, arguments));
  }

  /** A filter that applies others. */
  Filters evaluating(String name, String parameters, Filter filter) {
    entries.put(name, new Entry(Parameters.of(name, parameters), filter, false));
    return this;
  }

  /** A filter that takes undefined values. */
  Filters lenient(String name, String parameters, Filter.Plain filter) {
    entries.put(
        name,
        new Entry(
            Parameters.of(name, parameters),
            (value, arguments, _) -> filter.apply(value, arguments),
            true));
    return this;
  }

  /** Another name for a filter. */
  Filters alias(String alias, String name) {
    entries.put(alias, entries.get(name));
    return this;
  }

  ImmutableMap<String, Entry> all() {
    return ImmutableMap.copyOf(entries);
  }
}
