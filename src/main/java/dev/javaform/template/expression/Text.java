package dev.javaform.template.expression;

import dev.javaform.python.Repr;
import org.jspecify.annotations.Nullable;

/** The values of the template language as Python prints them: {@code True}, {@code ['a', 'b']}. */
public final class Text {

  private static final Repr REPR = Repr.with(Text::shown);

  private Text() {}

  /** Python's {@code str}. */
  public static String str(@Nullable Object value) {
    return REPR.str(Limits.flat(value));
  }

  /** Python's {@code repr}. */
  public static String repr(@Nullable Object value) {
    return REPR.repr(Limits.flat(value));
  }

  private static String shown(@Nullable Object value) {
    return switch (Values.known(value)) {
      case Namespace namespace -> "<Namespace %s>".formatted(REPR.repr(namespace.attributes()));
      case Undefined _ -> "";
      case Callable _ -> "<function>";
      case null, default -> String.valueOf(value);
    };
  }
}
