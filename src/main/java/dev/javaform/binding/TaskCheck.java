package dev.javaform.binding;

import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostic.Severity;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what is wrong with a task before any host is asked: unknown module, unknown or missing
 * arguments, values of the wrong type, missing files, bad syntax in templates and conditions.
 */
public final class TaskCheck {

  private final Modules modules;
  private final Templates templates;

  public TaskCheck(Modules modules, Templates templates) {
    this.modules = modules;
    this.templates = templates;
  }

  /**
   * Adds what is wrong with {@code task} to {@code found}.
   *
   * @param lack how bad a module or an argument is that javaform does not have
   */
  public void check(Task task, SearchPath path, Severity lack, Diagnostics found) {
    checkKeywords(task, found);
    modules
        .find(task.module().text())
        .ifPresentOrElse(
            type -> new Arguing(task, type, path, lack, found).check(),
            () -> unknown(task, lack, found));
  }

  private void unknown(Task task, Severity lack, Diagnostics found) {
    String name = task.module().text();
    String hint = Suggestion.didYouMean(name, modules.names());
    Diagnostic unknown =
        Diagnostic.error(
            "Unknown module",
            "There is no module \"%s\" in javaform.%s \"javaform doc\" lists those there are."
                .formatted(name, hint),
            task.module().mark());
    found.add(lacking(unknown, lack));
  }

  private static Diagnostic lacking(Diagnostic error, Severity lack) {
    return switch (lack) {
      case ERROR -> error;
      case WARNING ->
          error.asWarning("It is included under a condition: the include fails where that holds.");
    };
  }

  /** Conditions and templates beside the module, which every kind of task has. */
  public void checkKeywords(Task task, Diagnostics found) {
    task.keywords().when().forEach(condition -> condition(condition, found));
    task.changedWhen().forEach(condition -> condition(condition, found));
    task.failedWhen().forEach(condition -> condition(condition, found));
    task.retries().ifPresent(retries -> retries.until().forEach(each -> condition(each, found)));
    task.loop().ifPresent(loop -> add(templates.check(loop.items()), found));
    task.name().ifPresent(name -> add(templates.check(name), found));
    task.keywords().vars().forEach(vars -> add(templates.check(vars), found));
    task.keywords().environment().forEach(each -> add(templates.check(each), found));
  }

  private void condition(Yaml condition, Diagnostics found) {
    if (condition.plain() instanceof String text) {
      add(templates.checkExpression(Arguments.expression(condition), condition.mark()), found);
    } else if (!(condition.plain() instanceof Boolean)) {
      found.error(
          "Wrong condition",
          "A condition is an expression or a boolean, not %s.".formatted(condition.kind()),
          condition.mark());
    }
  }

  private static void add(List<Diagnostic> more, Diagnostics found) {
    more.forEach(found::add);
  }

  /** One task's arguments against its module's. */
  private final class Arguing {

    private final Task task;
    private final ModuleType type;
    private final SearchPath path;
    private final Severity lack;
    private final Diagnostics found;
    private final Map<String, Object> constants = new LinkedHashMap<>();
    private final Map<String, Yaml> given = new HashMap<>();
    private boolean complete = true;

    Arguing(Task task, ModuleType type, SearchPath path, Severity lack, Diagnostics found) {
      this.task = task;
      this.type = type;
      this.path = path;
      this.lack = lack;
      this.found = found;
    }

    void check() {
      task.arguments().entries().forEach(this::argument);
      task.freeForm().ifPresent(this::freeForm);
      if (task.freeForm().isEmpty() || type.freeForm().isPresent()) {
        type.parameters().stream().filter(this::isMissing).forEach(this::missing);
      }
      if (complete) {
        create();
      }
    }

    private void argument(Yaml.Entry entry) {
      Optional<Parameter> parameter = type.parameter(entry.name());
      if (parameter.isPresent()) {
        parameter(parameter.get(), entry.value());
      } else if (type.others().isPresent()) {
        complete = false;
        add(templates.check(entry.value()), found);
      } else {
        wrong(lacking(Arguments.unknown(type, entry), lack));
      }
    }

    private void freeForm(Yaml.Scalar text) {
      type.freeForm()
          .ifPresentOrElse(
              parameter -> parameter(parameter, text),
              () -> wrong(Arguments.noFreeForm(type, text)));
    }

    private void parameter(Parameter parameter, Yaml written) {
      given.put(parameter.name(), written);
      switch (parameter.argument().meaning()) {
        case VALUE -> value(parameter, written);
        case CONTENT -> content(parameter, written);
        case EXPRESSION, CONDITIONS -> expressions(written);
        case FILE -> file(written);
        case TEMPLATE -> template(written);
      }
    }

    private void value(Parameter parameter, Yaml written) {
      List<Diagnostic> mistakes = templates.check(written);
      add(mistakes, found);
      if (!mistakes.isEmpty() || isTemplate(written) || written.plain() == null) {
        complete = false;
        return;
      }
      try {
        constants.put(parameter.name(), Conversion.convert(written.plain(), parameter.type()));
      } catch (BadArgument e) {
        wrong(Arguments.bad(type, parameter.name(), written.mark(), e));
      }
    }

    private void content(Parameter parameter, Yaml written) {
      if (written instanceof Yaml.Scalar) {
        value(parameter, written);
      } else {
        complete = false;
        add(templates.check(written), found);
      }
    }

    private void expressions(Yaml written) {
      complete = false;
      List<Yaml> each =
          written instanceof Yaml.Sequence sequence ? sequence.items() : List.of(written);
      each.stream()
          .filter(one -> one.plain() instanceof String)
          .forEach(
              one -> add(templates.checkExpression(Arguments.expression(one), one.mark()), found));
    }

    private void file(Yaml written) {
      complete = false;
      add(templates.check(written), found);
      boolean onController = task.arguments().value("remote_src").isEmpty();
      if (onController && !isTemplate(written)) {
        locate(written, "files");
      }
    }

    private void template(Yaml written) {
      complete = false;
      add(templates.check(written), found);
      if (!isTemplate(written)) {
        locate(written, "templates").ifPresent(this::templateFile);
      }
    }

    private void templateFile(Path file) {
      try {
        add(templates.checkFile(ControllerFiles.text(file).source()), found);
      } catch (BadArgument e) {
        wrong(Arguments.bad(type, "src", task.module().mark(), e));
      }
    }

    private Optional<Path> locate(Yaml written, String kind) {
      try {
        return Optional.of(path.require(String.valueOf(written.plain()), kind));
      } catch (BadArgument e) {
        wrong(Arguments.bad(type, "src", written.mark(), e));
        return Optional.empty();
      }
    }

    private boolean isMissing(Parameter parameter) {
      return parameter.required() && !given.containsKey(parameter.name());
    }

    private void missing(Parameter parameter) {
      wrong(Arguments.missing(type, parameter, task.module().mark()));
    }

    private void create() {
      try {
        Records.create(type, constants, Map.of(), task.module().mark());
      } catch (ArgumentException e) {
        wrong(e.diagnostic());
      }
    }

    private void wrong(Diagnostic diagnostic) {
      complete = false;
      found.add(diagnostic);
    }
  }

  private static boolean isTemplate(Yaml written) {
    return switch (written) {
      case Yaml.Scalar scalar ->
          !scalar.verbatim() && (scalar.text().contains("{{") || scalar.text().contains("{%"));
      case Yaml.Sequence sequence -> sequence.items().stream().anyMatch(TaskCheck::isTemplate);
      case Yaml.Mapping mapping ->
          mapping.entries().stream().anyMatch(entry -> isTemplate(entry.value()));
    };
  }
}
