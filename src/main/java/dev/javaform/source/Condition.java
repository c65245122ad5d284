package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * A condition as it was written, such as one of {@code when}.
 *
 * @param text an expression, in braces or without; a boolean is its word
 * @param mark where it begins
 */
public record Condition(String text, Mark mark) {

  /** What was written as a condition; whatever is not a text is the expression it looks like. */
  public static Condition of(Yaml written) {
    return new Condition(String.valueOf(written.plain()), written.mark());
  }

  /** The conditions of a list, or the one that was written without a list. */
  public static ImmutableList<Condition> all(Yaml written) {
    List<Yaml> each = written instanceof Yaml.Sequence many ? many.items() : List.of(written);
    return each.stream().map(Condition::of).collect(ImmutableList.toImmutableList());
  }
}
