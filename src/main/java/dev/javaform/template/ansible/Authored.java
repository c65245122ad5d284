package dev.javaform.template.ansible;

import dev.javaform.template.expression.Expression;
import dev.javaform.template.expression.Parts;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The very texts that the author wrote, as one rendering met them: literals of expressions and
 * plain scalars of variables. A text that merely equals one is another object, so nothing that a
 * host sends is ever one of these. For one thread.
 */
final class Authored {

  private final Set<Object> texts = Collections.newSetFromMap(new IdentityHashMap<>());
  private final boolean asked;

  /**
   * @param asked whether anybody will ask: nothing is remembered otherwise
   */
  Authored(boolean asked) {
    this.asked = asked;
  }

  /** Remembers a scalar's text. Returns it. */
  @Nullable Object noting(@Nullable Object value) {
    if (asked && value instanceof String) {
      texts.add(value);
    }
    return value;
  }

  /** Remembers the literals of an expression. */
  void note(Expression expression) {
    if (!asked) {
      return;
    }
    Parts.visit(
        expression,
        part -> {
          if (part instanceof Expression.Literal(Object value, _)) {
            noting(value);
          }
        });
  }

  /** Whether this very text is the author's. */
  boolean holds(String text) {
    return texts.contains(text);
  }
}
