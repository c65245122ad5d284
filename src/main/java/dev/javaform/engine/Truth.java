package dev.javaform.engine;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableSet;

/** Booleans as variables and keywords hold them: {@code yes}, {@code True}, {@code 1}. */
final class Truth {

  private static final ImmutableSet<String> YES =
      ImmutableSet.of("yes", "on", "1", "true", "t", "y");

  private Truth() {}

  static boolean of(Object value) {
    return value != null && YES.contains(Ascii.toLowerCase(value.toString().strip()));
  }
}
