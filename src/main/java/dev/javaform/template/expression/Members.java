package dev.javaform.template.expression;

import java.util.Optional;

/** A value with attributes of its own: {@code loop}, a module of macros, {@code cycler}. */
public interface Members {

  /** The attribute's value, boxed; empty where there is none. */
  Optional<Object> member(String name);
}
