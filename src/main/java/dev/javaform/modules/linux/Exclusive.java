package dev.javaform.modules.linux;

import java.util.Optional;

/** Arguments that exclude each other. */
public final class Exclusive {

  private Exclusive() {}

  public static void check(
      String module, String name, Optional<?> value, String other, Optional<?> otherValue) {
    if (value.isPresent() && otherValue.isPresent()) {
      throw new IllegalArgumentException(
          "%s takes either \"%s\" or \"%s\", not both.".formatted(module, name, other));
    }
  }
}
