package dev.javaform.template;

import dev.javaform.source.Yaml;

/** What a name stands for. */
public sealed interface Variable {

  /** Written by the user: strings in it are templates, rendered each time the variable is used. */
  record Written(Yaml yaml) implements Variable {}

  /** A value that is never rendered: results of hosts, facts, loop items, magic variables. */
  record Given(Object value) implements Variable {}
}
