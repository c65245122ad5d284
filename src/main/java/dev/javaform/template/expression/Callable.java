package dev.javaform.template.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that an expression can call: a global function, a method, a macro. */
@FunctionalInterface
public interface Callable {

  /** The value for these arguments. */
  @Nullable Object call(List<Object> positional, Map<String, Object> named);
}
