package dev.javaform.engine;

import dev.javaform.event.Outcome;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.RoleParts;
import dev.javaform.playbook.Task;
import dev.javaform.python.Truth;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.template.Listening;
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
      String name,
      Optional<String> item,
      IncludeLoader.Loaded loaded,
      Map<String, Variable> variables) {}

  /** A host wants something included. */
  record Wish(HostState host, What what) {}

  /**
   * What one host says to an include.
   *
   * @param skipped the items that include nothing, as shown
   * @param result where the include itself ended: skipped or failed
   * @param registered what {@code register} gets of it
   */
  record Answer(
      List<Wish> wishes,
      List<String> skipped,
      Optional<RawResult> result,
      Map<String, Object> registered) {}

  private final PlayTools tools;
  private final PlayScope play;
  private final IncludeLoader loader;
  private final Include include;
  private final Task task;
  private final TaskContext context;
  private final Map<String, IncludeLoader.Loaded> loaded = new LinkedHashMap<>();

  Including(PlayScope play, IncludeLoader loader, Include include, TaskContext context) {
    this.tools = play.tools();
    this.play = play;
    this.loader = loader;
    this.include = include;
    this.task = include.task();
    this.context = context;
  }

  Answer ask(HostState host) {
    try {
      LayeredScope scope = scope(host);
      return task.loop().isEmpty()
          ? one(host, scope, Optional.empty(), Map.of())
          : each(host, scope);
    } catch (Throwable t) { // what one host's variables bring about is no other's concern
      return ended(new Edge(host, task.mark()).result(t));
    }
  }

  private LayeredScope scope(HostState host) {
    return new HostTask(play, host, task, context).scope();
  }

  private static Answer ended(RawResult result) {
    return new Answer(List.of(), List.of(), Optional.of(result), result.registered());
  }

  private Answer each(HostState host, LayeredScope scope) {
    Listening listening = new Listening(scope);
    List<Object> items;
    try {
      items = tools.loops().items(task, listening);
    } catch (TemplateException | UnknownValueException e) {
      return ended(tools.conditions().skippedOr(task.keywords().when(), scope, e));
    }
    return each(host, scope, items, listening.heard());
  }

  private Answer each(HostState host, LayeredScope scope, List<Object> items, boolean told) {
    if (items.isEmpty()) {
      return ended(Skips.withoutItems());
    }
    Task.Loop loop = task.loop().orElseThrow();
    List<Wish> wishes = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    List<RawResult> results = new ArrayList<>();
    List<Object> registered = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Map<String, Variable> variables = LoopVariables.of(loop, items, i, told);
      LayeredScope inner = scope.below(variables);
      String label =
          new Flags(tools, task).isHidden(inner)
              ? Shown.HIDDEN
              : tools.loops().label(loop, items.get(i), inner);
      Answer answer = one(host, inner, Optional.of(label), variables);
      wishes.addAll(answer.wishes());
      answer.result().ifPresent(_ -> skipped.add(label));
      results.add(answer.result().orElse(RawResult.of(new Outcome.Unchanged())));
      registered.add(told(answer, variables));
    }
    RawResult whole = LoopResult.of(results, registered);
    Optional<RawResult> result = wishes.isEmpty() ? Optional.of(whole) : Optional.empty();
    return new Answer(wishes, skipped, result, whole.registered());
  }

  private static Map<String, Object> told(Answer answer, Map<String, Variable> turn) {
    Map<String, Object> told = new LinkedHashMap<>(answer.registered());
    told.putAll(LoopVariables.told(turn));
    return told;
  }

  private Answer one(
      HostState host, LayeredScope scope, Optional<String> item, Map<String, Variable> variables) {
    if (!tools.conditions().hold(task.keywords().when(), scope)) {
      return ended(Skips.unmet());
    }
    if (!task.mistakes().isEmpty()) {
      throw new DiagnosticException(task.mistakes());
    }
    String name = name(scope);
    RoleParts parts = parts(scope);
    IncludeLoader.Loaded what = loaded.computeIfAbsent(name + parts, _ -> load(name, parts));
    What wanted = new What(shown(name, what), item, what, inside(variables));
    return new Answer(
        List.of(new Wish(host, wanted)), List.of(), Optional.empty(), registered(name));
  }

  private Map<String, Object> registered(String name) {
    return TaskNames.isRole(task)
        ? Map.of("include_args", task.arguments().plain())
        : Map.of("include", name, "include_args", Map.of());
  }

  private Map<String, Variable> inside(Map<String, Variable> loop) {
    Map<String, Variable> variables = new LinkedHashMap<>(loop);
    variables.putAll(tools.layers().written(include.vars()));
    return variables;
  }

  /** Whether all later tasks see the variables of the included role. */
  boolean publishes(HostState host) {
    return flag("public", scope(host), false);
  }

  private boolean flag(String argument, Scope scope, boolean otherwise) {
    return task.arguments()
        .value(argument)
        .map(written -> tools.templates().renderKnown(written, scope))
        .map(Truth::isYes)
        .orElse(otherwise);
  }

  private IncludeLoader.Loaded load(String name, RoleParts parts) {
    if (context.depth() >= TaskContext.DEEPEST) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Endless include",
              "\"%s\" is nested %d includes deep: one of them includes itself."
                  .formatted(name, TaskContext.DEEPEST),
              task.mark()));
    }
    return TaskNames.isRole(task) ? loader.role(include, name, parts) : loader.tasks(include, name);
  }

  /** A file is shown with its whole path, a role by its name. */
  private String shown(String name, IncludeLoader.Loaded what) {
    boolean file = !TaskNames.isRole(task) && !what.entries().isEmpty();
    return file
        ? Path.of(what.entries().getFirst().mark().source().name()).toAbsolutePath().toString()
        : name;
  }

  private RoleParts parts(Scope scope) {
    return new RoleParts(
        text("tasks_from", scope),
        text("vars_from", scope),
        text("defaults_from", scope),
        text("handlers_from", scope),
        flag("rolespec_validate", scope, true));
  }

  private String name(Scope scope) {
    return task.freeForm()
        .map(written -> String.valueOf(tools.templates().renderKnown(written, scope)))
        .or(() -> text("file", scope))
        .or(() -> text("name", scope))
        .or(() -> text("role", scope))
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
        .map(written -> String.valueOf(tools.templates().renderKnown(written, scope)));
  }
}
