package dev.javaform.python;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** A list that cannot change and prints with parentheses, as Python's tuple. */
public final class Tuple extends AbstractList<Object> {

  private final List<Object> items;
  private final List<String> names;

  public Tuple(List<?> items) {
    this(items, List.of());
  }

  private Tuple(List<?> items, List<String> names) {
    this.items = Collections.unmodifiableList(new ArrayList<>(items));
    this.names = names;
  }

  /** The tuple whose items can also be had by name. */
  public static Tuple named(List<String> names, Object... items) {
    return new Tuple(Arrays.asList(items), names);
  }

  /** The item of that name, where the tuple names its items and it is not null. */
  public Optional<Object> named(String name) {
    int place = names.indexOf(name);
    return place < 0 ? Optional.empty() : Optional.ofNullable(items.get(place));
  }

  /** The tuple of these items; null is an item like any other. */
  public static Tuple of(Object... items) {
    return new Tuple(Arrays.asList(items));
  }

  @Override
  public Object get(int index) {
    return items.get(index);
  }

  @Override
  public int size() {
    return items.size();
  }
}
