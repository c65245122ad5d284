package dev.javaform.engine;

import dev.javaform.playbook.Directive;
import dev.javaform.playbook.Task;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;

/** What tasks are called. */
final class TaskNames {

  private TaskNames() {}

  /**
   * The name as people see it: its role before it, unless it includes one itself, and templates
   * resolved where they can be.
   */
  static String of(Task task, Templates templates, Scope scope) {
    String name =
        task.name()
            .map(written -> rendered(written, templates, scope))
            .orElseGet(() -> module(task) + included(task, templates, scope));
    return task.keywords()
        .role()
        .filter(_ -> !isRole(task))
        .map(role -> role.name() + " : " + name)
        .orElse(name);
  }

  /** Whether a task includes a role. */
  static boolean isRole(Task task) {
    return Directive.INCLUDE_ROLE.is(module(task));
  }

  private static String included(Task task, Templates templates, Scope scope) {
    return isRole(task)
        ? task.arguments()
            .value("name")
            .or(() -> task.arguments().value("role"))
            .filter(Yaml.Scalar.class::isInstance)
            .map(name -> " : " + rendered((Yaml.Scalar) name, templates, scope))
            .orElse("")
        : "";
  }

  /** The name as written. */
  static String bare(Task task) {
    return task.name().map(Yaml.Scalar::text).orElse(module(task));
  }

  private static String module(Task task) {
    return task.module().text();
  }

  private static String rendered(Yaml.Scalar name, Templates templates, Scope scope) {
    try {
      return String.valueOf(templates.render(name, scope));
    } catch (TemplateException | UnknownValueException | StackOverflowError _) {
      return name.text(); // a name may speak of what is only known later
    }
  }
}
