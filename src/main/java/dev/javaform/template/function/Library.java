package dev.javaform.template.function;

import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Suggestion;
import dev.javaform.template.Unknown;
import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Invocation;
import dev.javaform.template.expression.Values;
import dev.javaform.template.expression.Vocabulary;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All filters, tests and lookups. {@code ansible.builtin.x} and the collections of which some are
 * here are known by their long names too.
 */
public final class Library implements Vocabulary {

  private static final List<String> COLLECTIONS =
      List.of("ansible.builtin.", "ansible.legacy.", "ansible.utils.", "community.general.");

  private final ImmutableMap<String, Filters.Entry> filters;
  private final ImmutableMap<String, Tests.Entry> tests;

  public Library() {
    Filters collected = new Filters();
    ValueFilters.addTo(collected);
    TextFilters.addTo(collected);
    RegexFilters.addTo(collected);
    ListFilters.addTo(collected);
    SetFilters.addTo(collected);
    SelectionFilters.addTo(collected);
    MapFilters.addTo(collected);
    NumberFilters.addTo(collected);
    PathFilters.addTo(collected);
    JsonFilters.addTo(collected);
    YamlFilters.addTo(collected);
    HashFilters.addTo(collected);
    TimeFilters.addTo(collected);
    UrlFilters.addTo(collected);
    collected.add(
        "version_compare", "version operator? strict? version_type?", VersionTests::holds);
    filters = collected.all();
    Tests found = new Tests();
    ValueTests.addTo(found);
    RegexFilters.addTo(found);
    PathFilters.addTo(found);
    ResultTests.addTo(found);
    VersionTests.addTo(found);
    found
        .lenient("filter", name -> filters.containsKey(shortName(String.valueOf(name))))
        .lenient("test", name -> hasTest(String.valueOf(name)));
    tests = found.all();
  }

  @Override
  public @Nullable Object filter(String name, @Nullable Object value, Invocation invocation) {
    Filters.Entry entry = filters.get(shortName(name));
    if (entry == null) {
      throw unknown("No filter named '%s'.%s", name, filters.keySet());
    }
    if (!entry.lenient()) {
      Values.known(value);
      invocation.positional().forEach(Values::known);
      invocation.named().values().forEach(Values::known);
    }
    Bound bound = entry.parameters().bind(invocation.positional(), invocation.named());
    return entry.filter().apply(value, bound, invocation.evaluator());
  }

  @Override
  public boolean test(String name, @Nullable Object value, Invocation invocation) {
    Tests.Entry entry = tests.get(shortName(name));
    if (entry == null) {
      throw unknown("No test named '%s'.%s", name, tests.keySet());
    }
    if (!entry.lenient()) {
      Values.known(value);
    } else if (value instanceof Unknown && !name.endsWith("defined")) {
      Values.known(value);
    }
    return entry
        .test()
        .test(value, entry.parameters().bind(invocation.positional(), invocation.named()));
  }

  static ExpressionException unknown(String message, String name, Set<String> known) {
    return new ExpressionException(
        ExpressionException.Kind.UNKNOWN_WORD,
        message.formatted(name, Suggestion.didYouMean(shortName(name), known)),
        -1);
  }

  static String shortName(String name) {
    return COLLECTIONS.stream()
        .filter(name::startsWith)
        .findFirst()
        .map(prefix -> name.substring(prefix.length()))
        .orElse(name);
  }

  @Override
  public boolean hasFilter(String name) {
    return filters.containsKey(shortName(name));
  }

  @Override
  public boolean hasTest(String name) {
    return tests.containsKey(shortName(name));
  }

  @Override
  public boolean hasLookup(String name) {
    return Lookups.NAMES.contains(shortName(name));
  }

  @Override
  public boolean forgives(String test) {
    Tests.Entry entry = tests.get(shortName(test));
    return entry == null || entry.lenient();
  }

  @Override
  public Set<String> filters() {
    return filters.keySet();
  }

  @Override
  public Set<String> tests() {
    return tests.keySet();
  }

  @Override
  public Set<String> lookups() {
    return Lookups.NAMES;
  }
}
