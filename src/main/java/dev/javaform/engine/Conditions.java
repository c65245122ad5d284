package dev.javaform.engine;

import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.List;
import java.util.Optional;

/** Evaluates {@code when}, {@code changed_when} and their like. */
final class Conditions {

  private final Templates templates;

  Conditions(Templates templates) {
    this.templates = templates;
  }

  /** Whether all hold; evaluated in order up to the first that does not. */
  boolean hold(List<Yaml> conditions, Scope scope) {
    return firstFalse(conditions, scope).isEmpty();
  }

  /** The first condition that does not hold. */
  Optional<Yaml> firstFalse(List<Yaml> conditions, Scope scope) {
    return conditions.stream().filter(condition -> !holds(condition, scope)).findFirst();
  }

  private boolean holds(Yaml condition, Scope scope) {
    return condition.plain() instanceof Boolean constant
        ? constant
        : templates.holds(String.valueOf(condition.plain()), condition.mark(), scope);
  }
}
