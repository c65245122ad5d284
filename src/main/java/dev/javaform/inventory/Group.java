package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Yaml;
import java.util.Comparator;

/**
 * A group as the sources describe it.
 *
 * @param depth how many groups lie above it at most; 0 for {@code all}
 * @param priority {@code ansible_group_priority}; among groups of equal depth the higher one wins
 * @param variables those the inventory's own files give it
 * @param hosts its own and its descendants', its own first
 */
record Group(
    String name,
    int depth,
    int priority,
    ImmutableMap<String, Yaml> variables,
    ImmutableList<String> hosts) {

  /** The order in which variables are merged: the later group wins. */
  static final Comparator<Group> MERGE_ORDER =
      Comparator.comparingInt(Group::depth)
          .thenComparingInt(Group::priority)
          .thenComparing(Group::name);

  boolean isAll() {
    return name.equals(Draft.ALL);
  }
}
