package dev.javaform.template;

import dev.javaform.source.Yaml;
import org.jspecify.annotations.Nullable;

/**
 * What a name stands for, and where it came from: that decides what it may become. What the author
 * wrote may be rendered and, in a condition, evaluated; a value is only ever a value; and what a
 * host told is not even then read as text of the author's where it was put into such a text.
 */
public sealed interface Variable {

  /** Written by the user: strings in it are templates, rendered each time the variable is used. */
  record Written(Yaml yaml) implements Variable {}

  /** A value of the controller's own that is never rendered: magic variables, names of hosts. */
  record Given(@Nullable Object value) implements Variable {}

  /**
   * A value that came from a host, or was computed from one, or from what lies outside of the
   * playbook: results, facts, the output of lookups. It is never rendered, and text in it is never
   * evaluated, whatever it was put into.
   */
  record Told(@Nullable Object value) implements Variable {}

  /**
   * A computed value: {@link Told} if computing it read something told. Where it did not, nothing
   * told can be put into it later: it cannot be changed.
   */
  static Variable computed(@Nullable Object value, boolean told) {
    return told ? new Told(value) : Frozen.variable(value);
  }
}
