package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.Evaluator;
import org.jspecify.annotations.Nullable;

/** What stands after a {@code |}. */
@FunctionalInterface
interface Filter {

  /** The filtered value. */
  @Nullable Object apply(@Nullable Object value, Bound arguments, Evaluator evaluator);

  /** A filter that needs no evaluator. */
  interface Plain {
    @Nullable Object apply(@Nullable Object value, Bound arguments);
  }

  /** A filter without arguments. */
  interface Simple {
    @Nullable Object apply(@Nullable Object value);
  }
}
