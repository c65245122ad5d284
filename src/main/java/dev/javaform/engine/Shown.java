package dev.javaform.engine;

import dev.javaform.source.Condition;
import java.util.List;
import java.util.stream.Collectors;

/** What people read of a task in a line. */
final class Shown {

  /** What stands for a text under {@code no_log}, in the words people grep for. */
  static final String HIDDEN = "(censored due to no_log)";

  private Shown() {}

  /** Conditions joined as they are evaluated. */
  static String conditions(List<Condition> conditions) {
    return conditions.stream().map(Condition::text).collect(Collectors.joining(" and "));
  }
}
