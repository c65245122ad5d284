package dev.javaform.event;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/** One difference between how a host was found and how it is left, or would be left. */
public sealed interface Change {

  /**
   * An attribute has another value, or a collection an element more or less.
   *
   * @param of what it is an attribute of: a file's path, or the module and what that was to care
   *     for
   * @param name what it is called; empty where the state has but one value
   * @param before empty where there was none
   * @param after empty where there is none any more
   */
  record Attribute(String of, String name, Optional<String> before, Optional<String> after)
      implements Change {}

  /**
   * A text has other lines.
   *
   * @param path the file it is in, or what it is called
   * @param lines the unified difference, its heading first
   */
  record Text(String path, ImmutableList<String> lines) implements Change {}
}
