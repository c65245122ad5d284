package dev.javaform.template.ansible;

import dev.javaform.template.Tracked;
import dev.javaform.template.expression.Limits;
import dev.javaform.template.expression.Undefined;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Results that leave the template language. */
final class Results {

  private Results() {}

  /**
   * The value, in which nothing is undefined; fails otherwise. Unknown values pass; an inline
   * {@code if} without {@code else} that does not hold is an empty text. What is worked out only
   * when it is read may come to hold anything: it counts as told.
   */
  static @Nullable Object settled(@Nullable Object value, Ledger ledger) {
    return settled(value, ledger, Limits.DEEPEST_VALUE);
  }

  private static @Nullable Object settled(@Nullable Object value, Ledger ledger, int left) {
    switch (value) {
      case Undefined undefined when undefined.isNothing() -> {
        return "";
      }
      case Undefined undefined -> throw undefined.failure();
      case Tracked _ -> ledger.tell();
      case List<?> items -> {
        Limits.require(left);
        items.forEach(item -> settled(item, ledger, left - 1));
      }
      case Map<?, ?> map -> {
        Limits.require(left);
        map.values().forEach(item -> settled(item, ledger, left - 1));
      }
      case null, default -> {}
    }
    return value;
  }
}
