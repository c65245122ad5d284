package dev.javaform.template.expression;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a name or attribute that does not exist evaluates to: any use but {@code default} and {@code
 * is defined} fails with its message. An attribute of it is it again.
 *
 * @param name the name that was looked up
 * @param message what to tell: {@code 'foo' is undefined}
 * @param at where it was looked up, -1 where unknown
 * @param cause the failure that made it undefined, where the name stands for a template that failed
 */
public record Undefined(String name, String message, int at, Optional<RuntimeException> cause) {

  private static final String NOTHING = "inline if without else";

  /** The undefined variable {@code name}. */
  public static Undefined variable(String name) {
    return new Undefined(name, "'%s' is undefined".formatted(name), -1, Optional.empty());
  }

  /**
   * What an inline {@code if} without {@code else} gives where it does not hold: nothing when
   * printed, false, an empty list; still undefined for {@code default}.
   */
  static Undefined nothing(int at) {
    String message = "the inline if-expression evaluated to false and no else section was defined.";
    return new Undefined(NOTHING, message, at, Optional.empty());
  }

  /** Whether it may be used like an empty text. */
  public boolean isNothing() {
    return name.equals(NOTHING);
  }

  /** The variable {@code name}, whose template touched something undefined. */
  public static Undefined because(String name, RuntimeException cause) {
    return new Undefined(name, cause.getMessage(), -1, Optional.of(cause));
  }

  static Undefined attribute(@Nullable Object of, @Nullable Object name, int at) {
    String owner = of == null ? "None" : Values.typeName(of) + " object";
    String message =
        name instanceof String
            ? "'%s' has no attribute %s".formatted(owner, Text.repr(name))
            : "%s has no element %s".formatted(owner, Text.repr(name));
    return new Undefined(Text.str(name), message, at, Optional.empty());
  }

  /** The failure of using it. */
  public RuntimeException failure() {
    return cause.orElseGet(
        () -> new ExpressionException(ExpressionException.Kind.UNDEFINED, message, at));
  }

  Undefined at(int place) {
    return at >= 0 ? this : new Undefined(name, message, place, cause);
  }
}
