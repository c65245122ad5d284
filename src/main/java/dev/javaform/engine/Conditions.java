package dev.javaform.engine;

import dev.javaform.source.Condition;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.List;

/** Evaluates {@code when}, {@code changed_when} and their like. */
final class Conditions {

  private final Templates templates;

  Conditions(Templates templates) {
    this.templates = templates;
  }

  /** Whether all hold; evaluated in order up to the first that does not. */
  boolean hold(List<Condition> conditions, Scope scope) {
    return conditions.stream().allMatch(each -> templates.holds(each, scope));
  }

  /**
   * The result of a task whose loop cannot be read, which does not matter where a condition does
   * not hold without any item.
   *
   * @throws RuntimeException {@code mistake}, where they hold
   */
  RawResult skippedOr(List<Condition> conditions, Scope scope, RuntimeException mistake) {
    if (hold(conditions, scope)) {
      throw mistake;
    }
    return Skips.unmet();
  }
}
