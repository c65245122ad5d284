package dev.javaform.engine;

import dev.javaform.event.Outcome;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Task;
import dev.javaform.python.Truth;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import java.util.Optional;
import java.util.function.Predicate;

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
    return keyword(task.keywords().value(Keyword.CHECK_MODE), scope, Truth::isYes)
        .orElse(tools.options().check());
  }

  /** Whether differences are shown: {@code diff}, else the run's choice. */
  boolean showsDiff(Scope scope) {
    return readable(task.keywords().value(Keyword.DIFF), scope, false)
        .orElse(tools.options().diff());
  }

  /**
   * Whether {@code no_log} hides everything; what cannot be read, or is neither yes nor no, hides,
   * to be safe.
   */
  boolean isHidden(Scope scope) {
    return readable(task.keywords().value(Keyword.NO_LOG), scope, true, value -> !isNo(value))
        .orElse(false);
  }

  /** Whether a failure is ignored: {@code ignore_errors}, {@code ignore_unreachable}. */
  boolean isIgnored(Outcome outcome, Scope scope) {
    return switch (outcome) {
      case Outcome.Failed _ ->
          readable(task.keywords().value(Keyword.IGNORE_ERRORS), scope, false).orElse(false);
      case Outcome.Unreachable _ ->
          readable(task.keywords().value(Keyword.IGNORE_UNREACHABLE), scope, false).orElse(false);
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
    return readable(task.keywords().value(Keyword.DELEGATE_FACTS), scope, false).orElse(false);
  }

  /** Whether it says no, or nothing. */
  private static boolean isNo(Object value) {
    String text = value.toString().strip();
    return Truth.of(value).map(yes -> !yes).orElse(text.isEmpty() || text.equalsIgnoreCase("none"));
  }

  private Optional<Boolean> keyword(
      Optional<Yaml> keyword, Scope scope, Predicate<Object> meaning) {
    return keyword
        .map(written -> tools.templates().renderKnown(written, scope))
        .filter(value -> !Templates.isOmitted(value))
        .map(meaning::test);
  }

  /**
   * Asked when the task is over, and for a loop as a whole, where its item is not known any more.
   */
  private Optional<Boolean> readable(Optional<Yaml> keyword, Scope scope, boolean otherwise) {
    return readable(keyword, scope, otherwise, Truth::isYes);
  }

  private Optional<Boolean> readable(
      Optional<Yaml> keyword, Scope scope, boolean otherwise, Predicate<Object> meaning) {
    try {
      return keyword(keyword, scope, meaning);
    } catch (TemplateException | UnknownValueException _) {
      return Optional.of(otherwise);
    }
  }
}
