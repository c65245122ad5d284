package dev.javaform.template.function;

import com.google.common.collect.ImmutableMap;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.Parameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Collects tests, what stands after {@code is}, by name. */
final class Tests {

  /**
   * A test and how it is called.
   *
   * @param lenient whether it takes undefined values
   */
  record Entry(Parameters parameters, BiPredicate<Object, Bound> test, boolean lenient) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();

  Tests add(String name, Predicate<Object> test) {
    return add(name, "", (value, _) -> test.test(value));
  }

  Tests add(String name, String parameters, BiPredicate<Object, Bound> test) {
    entries.put(name, new Entry(Parameters.of(name, parameters), test, false));
    return this;
  }

  /** A test that takes undefined values. */
  Tests lenient(String name, Predicate<Object> test) {
    entries.put(name, new Entry(Parameters.of(name, ""), (value, _) -> test.test(value), true));
    return this;
  }

  /** Another name for a test. */
  Tests alias(String alias, String name) {
    entries.put(alias, entries.get(name));
    return this;
  }

  ImmutableMap<String, Entry> all() {
    return ImmutableMap.copyOf(entries);
  }
}
