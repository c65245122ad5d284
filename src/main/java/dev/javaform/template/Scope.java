package dev.javaform.template;

import java.util.Optional;
import java.util.Set;

/** The variables one host sees at one moment. */
public interface Scope {

  /** The variable of that name. */
  Optional<Variable> lookup(String name);

  /** All names, for suggestions and for {@code vars}. */
  Set<String> names();

  /**
   * Called when rendering with this scope has read something {@link Variable.Told}, directly or
   * through a variable or a lookup: its result is told, too. A scope around another passes it on.
   */
  default void told() {}
}
