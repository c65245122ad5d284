package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableSet;
import java.util.Map;

/**
 * A group of facts: the shell lines that print what is needed, and the pure reader of that text.
 */
interface FactReader {

  /** The name under which {@code gather_subset} knows this group. */
  String name();

  /** The larger subsets it belongs to: {@code min}, {@code hardware}, {@code network}, …. */
  ImmutableSet<String> subsets();

  /**
   * Shell lines that only read. They run in the host's root directory, so every path is relative;
   * they print through {@code value}, {@code text} and {@code run} (see {@link Facts}) and may
   * fail.
   */
  String script();

  /** The facts by their full names; what could not be read is left out. */
  Map<String, Object> read(FactText text);
}
