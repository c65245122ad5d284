package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * A text that marks point into: a file as the user named it, or a command line argument.
 *
 * @param name what the user calls it: a path relative to where they stand, {@code -e}, {@code
 *     <stdin>}
 * @param lines its lines without line ends
 */
public record Source(String name, ImmutableList<String> lines) {

  /** The source holding {@code text}. */
  public static Source of(String name, String text) {
    return new Source(name, text.lines().collect(ImmutableList.toImmutableList()));
  }

  /** The text of line {@code number}, counted from 1; empty where the source is shorter. */
  public Optional<String> line(int number) {
    return number >= 1 && number <= lines.size()
        ? Optional.of(lines.get(number - 1))
        : Optional.empty();
  }

  /** A mark at {@code line} and {@code column}, both counted from 1. */
  public Mark at(int line, int column) {
    return new Mark(this, line, column);
  }

  @Override
  public String toString() {
    return name;
  }
}
