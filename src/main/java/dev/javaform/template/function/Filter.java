package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.Evaluator;

/** What stands after a {@code |}. */
@FunctionalInterface
interface Filter {

  /** The filtered value. */
  Object apply(Object value, Bound arguments, Evaluator evaluator);

  /** A filter that needs no evaluator. */
  interface Plain {
    Object apply(Object value, Bound arguments);
  }

  /** A filter without arguments. */
  interface Simple {
    Object apply(Object value);
  }
}
