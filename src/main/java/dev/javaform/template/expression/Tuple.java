package dev.javaform.template.expression;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A list that cannot change and prints with parentheses, as Python's tuple. */
public final class Tuple extends AbstractList<Object> {

  private final List<Object> items;

  public Tuple(List<?> items) {
    this.items = Collections.unmodifiableList(new ArrayList<>(items));
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
