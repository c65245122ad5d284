package dev.javaform.template.jinja;

import dev.javaform.template.expression.Undefined;
import java.util.List;
import java.util.Map;

/** Results that leave the template language. */
final class Results {

  private Results() {}

  /**
   * The value, in which nothing is undefined; fails otherwise. Unknown values pass; an inline
   * {@code if} without {@code else} that does not hold is an empty text.
   */
  static Object settled(Object value) {
    switch (value) {
      case Undefined undefined when undefined.isNothing() -> {
        return "";
      }
      case Undefined undefined -> throw undefined.failure();
      case List<?> items -> items.forEach(Results::settled);
      case Map<?, ?> map -> map.values().forEach(Results::settled);
      case null, default -> {}
    }
    return value;
  }
}
