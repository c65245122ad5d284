package dev.javaform.engine;

import dev.javaform.playbook.Task;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import java.util.Optional;

/** The keywords of a task that say yes or no. */
final class Flags {

  private final PlayTools tools;
  private final Task task;

  Flags(PlayTools tools, Task task) {
    this.tools = tools;
    this.task = task;
  }

  /** Whether nothing may be changed: {@code check_mode}, else the run's mode. */
  boolean checks(Scope scope) {
    return keyword(task.keywords().checkMode(), scope).orElse(tools.options().check());
  }

  /** Whether differences are shown: {@code diff}, else the run's choice. */
  boolean showsDiff(Scope scope) {
    return readable(task.keywords().diff(), scope, false).orElse(tools.options().diff());
  }

  /** Whether {@code no_log} hides everything; what cannot be read hides, to be safe. */
  boolean isHidden(Scope scope) {
    return readable(task.keywords().noLog(), scope, true).orElse(false);
  }

  /** Whether a failure is ignored: {@code ignore_errors}, {@code ignore_unreachable}. */
  boolean isIgnored(Outcome outcome, Scope scope) {
    return switch (outcome) {
      case Outcome.Failed _ -> readable(task.keywords().ignoreErrors(), scope, false).orElse(false);
      case Outcome.Unreachable _ ->
          readable(task.keywords().ignoreUnreachable(), scope, false).orElse(false);
      case Outcome.Unchanged _,
          Outcome.Changed _,
          Outcome.WouldChange _,
          Outcome.Skipped _,
          Outcome.Unpredictable _ ->
          false;
    };
  }

  /** Whether facts belong to the host the task is delegated to. */
  boolean delegatesFacts(Scope scope) {
    return readable(task.keywords().delegateFacts(), scope, false).orElse(false);
  }

  private Optional<Boolean> keyword(Optional<Yaml> keyword, Scope scope) {
    return keyword
        .map(written -> tools.templates().render(written, scope))
        .filter(value -> !value.equals(Templates.OMIT))
        .map(Truth::of);
  }

  /**
   * Asked when the task is over, and for a loop as a whole, where its item is not known any more.
   */
  private Optional<Boolean> readable(Optional<Yaml> keyword, Scope scope, boolean otherwise) {
    try {
      return keyword(keyword, scope);
    } catch (TemplateException | UnknownValueException _) {
      return Optional.of(otherwise);
    }
  }
}
