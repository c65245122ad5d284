package dev.javaform.binding;

import dev.javaform.module.Module;
import dev.javaform.module.Secret;
import dev.javaform.module.Trait;
import dev.javaform.playbook.Directive;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Yaml;
import dev.javaform.template.Listening;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Makes a task and the variables of a host into a module's record. Touches no host; reads the
 * controller's files that the task names. Safe for use by many threads.
 */
public final class Binder {

  private final Modules modules;
  private final Templates templates;

  public Binder(Modules modules, Templates templates) {
    this.modules = modules;
    this.templates = templates;
  }

  /**
   * The module that {@code task} means for the variables in {@code scope}.
   *
   * @param secrets told of every argument that is a secret, before anything is said of it
   * @throws ArgumentException where there is no such module, or an argument is unknown, missing, or
   *     of the wrong type
   * @throws dev.javaform.template.TemplateException where a template in them cannot be rendered
   * @throws dev.javaform.template.UnknownValueException where one needs a value not known yet
   */
  public Module<?> bind(Task task, Scope scope, SearchPath path, Consumer<Secret> secrets) {
    Task called = task.module().isTemplate() ? called(task, scope) : task;
    return new HostBinding(called, type(called), templates, scope, path, secrets).module();
  }

  /** A task whose module is named by a template. A host may say how it is to be worked on. */
  private Task called(Task task, Scope scope) {
    Listening listening = new Listening(scope);
    Task called = task.calling(String.valueOf(templates.render(task.module(), listening)));
    if (Directive.of(called.module().text()).isPresent()) {
      throw new ArgumentException(
          Diagnostic.error(
              "Name not constant",
              "%s is no module, and decided before anything runs: write its name."
                  .formatted(called.module().text()),
              task.module().mark()));
    }
    if (listening.heard() && type(called).staysHere()) {
      throw new ArgumentException(
          Diagnostic.error(
              "Module of a host",
              "A host said that %s is to run here, which may only be a module that works on hosts."
                  .formatted(called.module().text()),
              task.module().mark()));
    }
    return called;
  }

  /** Whether that is special about the module of {@code task}. */
  public boolean has(Task task, Trait trait) {
    return modules.has(task, trait);
  }

  /**
   * How much a run must tell at least for {@code task} to run, as the task has it, if it says so.
   */
  public Optional<Yaml> verbosity(Task task) {
    return modules
        .find(task.module().text())
        .flatMap(ModuleType::verbosity)
        .flatMap(parameter -> task.arguments().value(parameter.name()));
  }

  /** The module type of a task. */
  ModuleType type(Task task) {
    return modules
        .find(task.module().text())
        .orElseThrow(() -> new ArgumentException(modules.unknown(task)));
  }
}
