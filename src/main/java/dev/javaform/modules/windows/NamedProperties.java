package dev.javaform.modules.windows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Properties of one thing in a guest, by the names that the helper has for them. What is null or
 * missing is not among them.
 *
 * @param values texts, truths, numbers, and lists of these
 */
public record NamedProperties(ImmutableMap<String, Object> values) {

  /** No properties. */
  public static final NamedProperties NONE = new NamedProperties(ImmutableMap.of());

  /** Those of an answer that have these names. */
  public static NamedProperties of(Answer answer, Collection<String> names) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (String name : names) {
      Optional.ofNullable(answer.values().get(name))
          .ifPresent(value -> values.put(name, copy(value)));
    }
    return new NamedProperties(ImmutableMap.copyOf(values));
  }

  private static Object copy(Object value) {
    return value instanceof List<?> list ? ImmutableList.copyOf(list) : value;
  }

  /** The same, one of them another. */
  public NamedProperties with(String name, Object value) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put(name, value);
    return new NamedProperties(ImmutableMap.copyOf(all));
  }

  /** The same, one of them another where there is something to be. */
  public NamedProperties with(String name, Optional<?> value) {
    return value.map(it -> with(name, (Object) it)).orElse(this);
  }

  /** The same, and those. */
  public NamedProperties with(NamedProperties others) {
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.putAll(others.values);
    return new NamedProperties(ImmutableMap.copyOf(all));
  }

  /** A text; empty where there is none. */
  public String text(String name) {
    return Optional.ofNullable(values.get(name)).map(String::valueOf).orElse("");
  }

  /** Whether it is true; missing is false. */
  public boolean flag(String name) {
    return Boolean.TRUE.equals(values.get(name));
  }

  /** A list of texts; a single text is one of one. */
  public ImmutableList<String> texts(String name) {
    return new Answer(values).texts(name);
  }

  /** Whether there is one of that name. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** Those that others do not have, or have otherwise. */
  public NamedProperties beyond(NamedProperties others) {
    Map<String, Object> differing = new LinkedHashMap<>(values);
    differing.entrySet().removeIf(each -> each.getValue().equals(others.values.get(each.getKey())));
    return new NamedProperties(ImmutableMap.copyOf(differing));
  }
}
