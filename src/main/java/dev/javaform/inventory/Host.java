package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.source.Yaml;

/**
 * A host as the sources describe it.
 *
 * @param variables those the inventory's own files give it
 * @param groups all it belongs to, directly or through others, without {@code all}, in the order of
 *     merging
 */
record Host(String name, ImmutableMap<String, Yaml> variables, ImmutableList<Group> groups) {}
