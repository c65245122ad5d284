package dev.javaform.template.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The filters, tests and lookups an expression may name. */
public interface Vocabulary {

  /** The value after the filter; fails where there is no such filter. */
  @Nullable Object filter(String name, @Nullable Object value, Invocation invocation);

  /** Whether the test holds; fails where there is no such test. */
  boolean test(String name, @Nullable Object value, Invocation invocation);

  /** Whether there is a filter of that name, short or long. */
  boolean hasFilter(String name);

  /** Whether there is a test of that name, short or long. */
  boolean hasTest(String name);

  /** Whether there is a lookup of that name, short or long. */
  boolean hasLookup(String name);

  /** Whether the test takes undefined values, as {@code is defined} does. */
  boolean forgives(String test);

  /** The short names of all filters. */
  Set<String> filters();

  /** The short names of all tests. */
  Set<String> tests();

  /** The short names of all lookups. */
  Set<String> lookups();
}
