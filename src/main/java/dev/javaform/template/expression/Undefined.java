package dev.javaform.template.expression;

import dev.javaform.source.Suggestion;
import java.util.List;
import java.util.Map;
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
 * @param of the mapping that has no such element; empty where it is none
 */
public record Undefined(
    String name, String message, int at, Optional<RuntimeException> cause, Map<?, ?> of) {

  private static final String NOTHING = "inline if without else";

  /** What is no element of a mapping. */
  public Undefined(String name, String message, int at, Optional<RuntimeException> cause) {
    this(name, message, at, cause, Map.of());
  }

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
    Map<?, ?> searched = of instanceof Map<?, ?> map ? map : Map.of();
    return new Undefined(Text.str(name), message, at, Optional.empty(), searched);
  }

  /** The failure of using it. */
  public RuntimeException failure() {
    return cause.orElseGet(
        () -> new ExpressionException(ExpressionException.Kind.UNDEFINED, message + near(), at));
  }

  /** Looked for only where the message is needed: most of what is undefined has a default. */
  private String near() {
    List<String> known = of.keySet().stream().map(Text::str).toList();
    return Suggestion.nearest(name, known).map(". Did you mean \"%s\"?"::formatted).orElse("");
  }

  Undefined at(int place) {
    return at >= 0 ? this : new Undefined(name, message, place, cause, of);
  }
}
