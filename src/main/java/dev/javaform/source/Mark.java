package dev.javaform.source;

import com.google.common.collect.ImmutableList;

/**
 * A place in a source: where a value begins. Lines and columns count from 1, columns in characters.
 */
public record Mark(Source source, int line, int column) {

  /** The mark of a value that no file holds, such as a built-in default. */
  public static final Mark NOWHERE = new Mark(Source.of("built-in", ""), 0, 0);

  /** The mark {@code columns} further to the right on the same line. */
  public Mark right(int columns) {
    return new Mark(source, line, column + columns);
  }

  /** The same place in a file of which nothing is shown. */
  public Mark blind() {
    return new Mark(new Source(source.name(), ImmutableList.of()), line, column);
  }

  /** {@code file:line:column}, as editors and compilers understand it. */
  @Override
  public String toString() {
    return line == 0 ? source.name() : source.name() + ":" + line + ":" + column;
  }
}
