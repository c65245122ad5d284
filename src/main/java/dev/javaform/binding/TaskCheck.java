package dev.javaform.binding;

import dev.javaform.playbook.Directive;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Meta;
import dev.javaform.playbook.Task;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Finds what is wrong with a task before any host is asked: unknown module, unknown or missing
 * arguments, values of the wrong type, missing files, bad syntax in templates and conditions. Where
 * the task itself may be left out, by its condition or an empty loop, that is a warning, as it is
 * where its failure is allowed for.
 */
final class TaskCheck {

  private final Modules modules;
  private final Templates templates;

  TaskCheck(Modules modules, Templates templates) {
    this.modules = modules;
    this.templates = templates;
  }

  /**
   * Adds what is wrong with {@code task} to {@code found}.
   *
   * @param comes whether the run surely comes to it
   * @param mayAppear whether files of the controller may be there by then that are missing now
   */
  void check(
      Task task, SearchPath path, boolean comes, BooleanSupplier mayAppear, Diagnostics found) {
    TaskFindings findings = new TaskFindings(task, found);
    boolean works = keywords(task, comes, findings) && task.failedWhen().isEmpty();
    findings.add(task.mistakes(), works);
    if (task.module().isTemplate()) {
      findings.add(templates.check(task.module()), works);
    } else if (IncludedVariables.areOf(task)) {
      variables(task, path, works, mayAppear, findings);
    } else if (Directive.of(task.module().text()).isEmpty()) { // not an include that is not there
      module(task, path, works, mayAppear, findings);
    }
  }

  private void module(
      Task task, SearchPath path, boolean works, BooleanSupplier mayAppear, TaskFindings findings) {
    modules
        .find(task.module().text())
        .ifPresentOrElse(
            type -> bind(task, type, path, works, mayAppear, findings),
            () -> findings.add(modules.unknown(task), works));
  }

  /** Where all arguments are constant the files are looked at, too. */
  private static void variables(
      Task task, SearchPath path, boolean works, BooleanSupplier mayAppear, TaskFindings findings) {
    List<Diagnostic> mistakes = IncludedVariables.mistakes(task);
    findings.add(mistakes, works);
    if (mistakes.isEmpty() && !holdsTemplate(task)) {
      findings.add(
          new IncludedVariables(task, constants(task), path).check(),
          works && !mayAppear.getAsBoolean());
    }
  }

  private static boolean holdsTemplate(Task task) {
    return task.arguments().holdsTemplate() || task.freeForm().filter(Yaml::isTemplate).isPresent();
  }

  private static Map<String, Object> constants(Task task) {
    Map<String, Object> arguments = task.arguments().plain();
    task.freeForm().ifPresent(name -> arguments.put(IncludedVariables.FREE_FORM, name.text()));
    return arguments;
  }

  private void bind(
      Task task,
      ModuleType type,
      SearchPath path,
      boolean works,
      BooleanSupplier mayAppear,
      TaskFindings findings) {
    CheckBinding.Found found =
        (diagnostic, ofFile) ->
            findings.add(diagnostic, works && !(ofFile && mayAppear.getAsBoolean()));
    new CheckBinding(task, type, templates, path, found).check();
  }

  /** Adds what is wrong with a {@code meta} task. */
  void checkMeta(Task task, boolean comes, Diagnostics found) {
    TaskFindings findings = new TaskFindings(task, found);
    boolean works = keywords(task, comes, findings);
    try {
      Meta.of(task);
    } catch (DiagnosticException e) {
      findings.add(e.diagnostics(), works);
    }
  }

  /** Adds what is wrong with an include, and tells whether it surely happens. */
  boolean checkInclude(
      Include include, boolean comes, BooleanSupplier mayAppear, Diagnostics found) {
    Task task = include.task();
    TaskFindings findings = new TaskFindings(task, found);
    boolean happens = keywords(task, comes, findings) && task.failedWhen().isEmpty();
    findings.add(task.mistakes(), happens);
    if (!include.mistakes().isEmpty()) {
      boolean sure = happens && !mayAppear.getAsBoolean();
      include.mistakes().forEach(each -> found.add(sure ? each : each.whenReached()));
    }
    return happens;
  }

  /** Whether a task's failure may be of no consequence. */
  static boolean mayIgnore(Task task) {
    return task.keywords()
        .value(Keyword.IGNORE_ERRORS)
        .filter(value -> !Boolean.FALSE.equals(value.plain()))
        .isPresent();
  }

  /**
   * Conditions and templates beside the module, which every kind of task has.
   *
   * @return whether the task surely does its work, and fails for good where that fails
   */
  private boolean keywords(Task task, boolean comes, TaskFindings findings) {
    List<Condition> when = task.keywords().when();
    boolean fails = comes && !mayIgnore(task);
    boolean begins = fails && task.loop().map(Task.Loop::surelyBegins).orElse(true);
    boolean works = begins && when.isEmpty();
    task.loop()
        .ifPresent(loop -> findings.add(templates.check(loop.items()), fails && when.isEmpty()));
    conditions(when, begins, findings);
    conditions(task.changedWhen(), works, findings);
    conditions(task.failedWhen(), works, findings);
    task.retries().ifPresent(retries -> conditions(retries.until(), works, findings));
    task.name().ifPresent(name -> findings.add(templates.check(name), works));
    for (Yaml vars : task.keywords().vars()) {
      findings.add(templates.check(vars), false); // only what is used is rendered
    }
    task.keywords().environment().forEach(each -> findings.add(templates.check(each), works));
    return works;
  }

  /** Only the first of several conditions is surely evaluated. */
  private void conditions(List<Condition> conditions, boolean sure, TaskFindings findings) {
    for (int i = 0; i < conditions.size(); i++) {
      Condition condition = conditions.get(i);
      String expression = Arguments.expression(condition.text());
      findings.add(templates.checkExpression(expression, condition.mark()), sure && i == 0);
    }
  }
}
