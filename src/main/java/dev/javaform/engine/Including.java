package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.RoleParts;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Works out for each host what an include brings. */
final class Including {

  /**
   * What is included, and with which variables.
   *
   * @param name the file or role as shown
   * @param item the item of the loop, as shown
   * @param variables the loop's and the include's own, for what is included
   */
  record What(
      String name, Optional<String> item, Loader.Loaded loaded, Map<String, Variable> variables) {}

  /** A host wants something included. */
  record Wish(HostState host, What what) {}

  /**
   * What one host says to an include.
   *
   * @param skipped the items that include nothing, as shown
   * @param result where the include itself ended: skipped, failed, or variables taken in
   */
  record Answer(List<Wish> wishes, List<String> skipped, Optional<Result> result) {}

  private final PlayTools tools;
  private final PlayScope play;
  private final Loader loader;
  private final Include include;
  private final Task task;
  private final TaskContext context;
  private final Map<String, Loader.Loaded> loaded = new LinkedHashMap<>();

  Including(PlayTools tools, PlayScope play, Loader loader, Include include, TaskContext context) {
    this.tools = tools;
    this.play = play;
    this.loader = loader;
    this.include = include;
    this.task = include.task();
    this.context = context;
  }

  Answer ask(HostState host) {
    LayeredScope scope = TaskScope.of(tools, play, host, task, context);
    try {
      return task.loop().isEmpty()
          ? one(host, scope, Optional.empty(), Map.of())
          : each(host, scope);
    } catch (TemplateException e) {
      return ended(Result.failed(placed(e.diagnostic())));
    } catch (UnknownValueException e) {
      return ended(Result.of(new Outcome.Unpredictable(e.getMessage())));
    } catch (DiagnosticException e) {
      return ended(Result.failed(placed(e.first())));
    }
  }

  private static String placed(Diagnostic diagnostic) {
    return diagnostic.detail() + diagnostic.mark().map(mark -> " (" + mark + ")").orElse("");
  }

  private static Answer ended(Result result) {
    return new Answer(List.of(), List.of(), Optional.of(result));
  }

  private Answer each(HostState host, LayeredScope scope) {
    Task.Loop loop = task.loop().orElseThrow();
    List<Object> items = tools.loops().items(task, scope);
    List<Wish> wishes = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    Optional<Result> result = Optional.of(Result.of(new Outcome.Skipped("No items in the list")));
    for (int i = 0; i < items.size(); i++) {
      Map<String, Variable> variables = LoopVariables.of(loop, items, i);
      LayeredScope inner = scope.below(variables);
      String label = tools.loops().label(loop, items.get(i), inner);
      Answer answer = one(host, inner, Optional.of(label), variables);
      wishes.addAll(answer.wishes());
      answer.result().filter(Including::isSkipped).ifPresent(_ -> skipped.add(label));
      result = answer.result();
    }
    return new Answer(wishes, skipped, wishes.isEmpty() ? result : Optional.empty());
  }

  private static boolean isSkipped(Result result) {
    return result.outcome() instanceof Outcome.Skipped;
  }

  private Answer one(
      HostState host, LayeredScope scope, Optional<String> item, Map<String, Variable> variables) {
    Optional<Yaml> failing = tools.conditions().firstFalse(task.keywords().when(), scope);
    if (failing.isPresent()) {
      return ended(Skips.condition(failing.get()));
    }
    if (task.module().text().endsWith("include_vars")) {
      return ended(takeVariables(host, scope));
    }
    String name = name(scope);
    RoleParts parts = parts(scope);
    Loader.Loaded what = loaded.computeIfAbsent(name + parts, _ -> load(name, parts));
    What wanted = new What(shown(name, what), item, what, inside(variables));
    return new Answer(List.of(new Wish(host, wanted)), List.of(), Optional.empty());
  }

  private Map<String, Variable> inside(Map<String, Variable> loop) {
    Map<String, Variable> variables = new LinkedHashMap<>(loop);
    variables.putAll(tools.layers().written(include.vars()));
    return variables;
  }

  /** Whether all later tasks see the variables of the included role. */
  boolean publishes(HostState host) {
    return task.arguments()
        .value("public")
        .map(
            written ->
                tools.templates().render(written, TaskScope.of(tools, play, host, task, context)))
        .map(Truth::of)
        .orElse(false);
  }

  private Loader.Loaded load(String name, RoleParts parts) {
    if (context.depth() >= TaskContext.DEEPEST) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Endless include",
              "\"%s\" is the %dth include within includes: one of them includes itself."
                  .formatted(name, TaskContext.DEEPEST),
              task.mark()));
    }
    return Names.isRole(task) ? loader.role(include, name, parts) : loader.tasks(include, name);
  }

  /** A file is shown with its whole path, a role by its name. */
  private String shown(String name, Loader.Loaded what) {
    boolean file = !Names.isRole(task) && !what.entries().isEmpty();
    return file
        ? Path.of(what.entries().getFirst().mark().source().name()).toAbsolutePath().toString()
        : name;
  }

  private RoleParts parts(Scope scope) {
    return new RoleParts(
        text("tasks_from", scope),
        text("vars_from", scope),
        text("defaults_from", scope),
        text("handlers_from", scope));
  }

  private String name(Scope scope) {
    return task.freeForm()
        .map(written -> String.valueOf(tools.templates().render(written, scope)))
        .or(() -> text("file", scope))
        .or(() -> text("name", scope))
        .or(() -> text("role", scope))
        .or(() -> text("dir", scope))
        .orElseThrow(
            () ->
                new DiagnosticException(
                    Diagnostic.error(
                        "Missing argument",
                        task.module().text() + " needs the name of what to include.",
                        task.module().mark())));
  }

  private Optional<String> text(String argument, Scope scope) {
    return task.arguments()
        .value(argument)
        .map(written -> String.valueOf(tools.templates().render(written, scope)));
  }

  private Result takeVariables(HostState host, LayeredScope scope) {
    Optional<String> file =
        task.freeForm()
            .map(written -> String.valueOf(tools.templates().render(written, scope)))
            .or(() -> text("file", scope))
            .or(() -> text("dir", scope));
    Yaml.Mapping mapping =
        loader.variables(
            include,
            file.orElseThrow(
                () ->
                    new DiagnosticException(
                        Diagnostic.error(
                            "Missing argument",
                            "include_vars needs a file or a dir.",
                            task.module().mark()))));
    Map<String, Variable> variables = tools.layers().written(mapping);
    text("name", scope)
        .ifPresentOrElse(
            name -> host.included.put(name, new Variable.Written(mapping)),
            () -> host.included.putAll(variables));
    return Result.of(
        new Outcome.Unchanged(),
        Map.of("ansible_included_var_files", ImmutableList.of(file.get())));
  }
}
