package dev.javaform.template.expression;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where names get their values from. */
public interface Names {

  /** The value of that name, an {@link Undefined} where there is none. */
  @Nullable Object value(String name);

  /** All names, for suggestions. */
  Set<String> known();
}
