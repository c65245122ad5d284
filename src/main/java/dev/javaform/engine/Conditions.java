package dev.javaform.engine;

import dev.javaform.source.Condition;
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
  boolean hold(List<Condition> conditions, Scope scope) {
    return firstFalse(conditions, scope).isEmpty();
  }

  /**
   * The result of a task whose loop cannot be read, which does not matter where a condition does
   * not hold without any item.
   *
   * @throws RuntimeException {@code mistake}, where they hold
   */
  RawResult skippedOr(List<Condition> conditions, Scope scope, RuntimeException mistake) {
    return firstFalse(conditions, scope).map(Skips::condition).orElseThrow(() -> mistake);
  }

  /** The first condition that does not hold. */
  Optional<Condition> firstFalse(List<Condition> conditions, Scope scope) {
    return conditions.stream().filter(each -> !templates.holds(each, scope)).findFirst();
  }
}
