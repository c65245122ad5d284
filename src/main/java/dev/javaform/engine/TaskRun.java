package dev.javaform.engine;

import dev.javaform.binding.ArgumentException;
import dev.javaform.binding.SearchPath;
import dev.javaform.module.Module;
import dev.javaform.playbook.Task;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Unknown;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One task on one host: loop, conditions, module, retries, and what is registered of it. */
final class TaskRun {

  /**
   * How it ended.
   *
   * @param notified what its {@code notify} names, where it changed something
   */
  record End(HostState host, Result result, boolean ignored, List<String> notified) {}

  private static final String NO_ITEMS = "No items in the list";

  private final PlayTools tools;
  private final PlayScope play;
  private final HostState host;
  private final Task task;
  private final TaskContext context;
  private final LayeredScope scope;
  private final Placement placement;
  private final Flags flags;
  private Optional<HostState> delegate = Optional.empty();
  private Optional<Event.Delegate> told = Optional.empty();

  TaskRun(
      PlayTools tools,
      PlayScope play,
      Hosts hosts,
      HostState host,
      Task task,
      TaskContext context) {
    this.tools = tools;
    this.play = play;
    this.host = host;
    this.task = task;
    this.context = context;
    this.scope = TaskScope.of(tools, play, host, task, context);
    this.placement = new Placement(tools, play, hosts, host, task, context);
    this.flags = new Flags(tools, task);
  }

  /** Runs it, tells of it, registers it. */
  End run() throws InterruptedException {
    Result result = task.loop().isEmpty() ? single() : looped(task.loop().get());
    boolean ignored = flags.isIgnored(result.outcome(), scope);
    tell(result, ignored);
    register(result);
    host.count(result, ignored, context.rescued());
    return new End(host, result, ignored, result.outcome().isChange() ? notified() : List.of());
  }

  private void tell(Result result, boolean ignored) {
    boolean looped = task.loop().isPresent() && result.values().containsKey("results");
    tools
        .listener()
        .accept(
            new Event.TaskEnded(
                host.name(),
                told,
                result,
                looped,
                ignored,
                flags.isHidden(scope),
                flags.showsDiff(scope)));
  }

  private Result single() throws InterruptedException {
    return guarded(() -> informed(item(scope, Map.of())));
  }

  private Result looped(Task.Loop loop) throws InterruptedException {
    List<Object> items;
    try {
      items = tools.loops().items(task, scope);
    } catch (TemplateException | UnknownValueException e) {
      return guarded(() -> skippedOr(e));
    }
    if (items.isEmpty()) {
      return Result.of(
          new Outcome.Skipped(NO_ITEMS),
          Map.of("results", List.of(), Result.SKIPPED_REASON, NO_ITEMS));
    }
    return overItems(loop, items);
  }

  /** A loop that cannot be read does not matter where the task's condition does not hold. */
  private Result skippedOr(RuntimeException e) {
    return tools
        .conditions()
        .firstFalse(task.keywords().when(), scope)
        .map(Skips::condition)
        .orElseThrow(() -> e);
  }

  private Result overItems(Task.Loop loop, List<Object> items) throws InterruptedException {
    List<Result> results = new ArrayList<>();
    List<Object> registered = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int turn = i;
      Map<String, Variable> own = LoopVariables.of(loop, items, i);
      LayeredScope inner = scope.below(own);
      Result result =
          guarded(
                  () -> {
                    pauseBetween(loop, turn);
                    return informed(item(inner, own));
                  })
              .with(given(own));
      tell(loop, items.get(i), inner, result);
      results.add(result);
      registered.add(result.registered());
      if (result.outcome() instanceof Outcome.Unreachable) {
        return result;
      }
    }
    return LoopResult.of(results, registered);
  }

  private void pauseBetween(Task.Loop loop, int index) throws InterruptedException {
    if (index > 0 && loop.pause().isPresent()) {
      Yaml written = loop.pause().get();
      Object seconds = tools.templates().render(written, scope);
      Thread.sleep((long) (Numeral.of(seconds, "pause", written.mark()) * 1000));
    }
  }

  /** A turn's result tells which turn it was. */
  private static Map<String, Object> given(Map<String, Variable> own) {
    Map<String, Object> values = new LinkedHashMap<>();
    own.forEach(
        (name, variable) -> {
          if (variable instanceof Variable.Given(Object value)) {
            values.put(name, value);
          }
        });
    return values;
  }

  private void tell(Task.Loop loop, Object item, Scope inner, Result result) {
    boolean hidden = flags.isHidden(inner);
    tools
        .listener()
        .accept(
            new Event.ItemEnded(
                host.name(),
                told,
                hidden ? "(censored due to no_log)" : tools.loops().label(loop, item, inner),
                result,
                flags.isIgnored(result.outcome(), inner),
                hidden,
                flags.showsDiff(inner)));
  }

  private interface Work {
    Result run() throws InterruptedException, UnreachableException;
  }

  /** What goes wrong before or beside the module is a result like any other. */
  private Result guarded(Work work) throws InterruptedException {
    try {
      return work.run();
    } catch (UnreachableException e) {
      return Result.of(new Outcome.Unreachable(e.getMessage()));
    } catch (UnknownValueException e) {
      return Result.of(new Outcome.Unpredictable(e.getMessage()));
    } catch (TemplateException e) {
      return Result.failed(placed(e.diagnostic()));
    } catch (ArgumentException e) {
      return Result.failed(placed(e.diagnostic()));
    } catch (DiagnosticException e) {
      return Result.failed(placed(e.diagnostics().getFirst()));
    } catch (RuntimeException e) {
      return broken(e);
    } catch (OutOfMemoryError e) { // what did not fit is forgotten: the others have room again
      return Result.failed(
          "what this host sent does not fit into memory (%s); run fewer hosts at once with --forks,"
                  .formatted(e.getMessage())
              + " or give more with JAVAFORM_JAVA_OPTS=-Xmx4g");
    }
  }

  /** An error of javaform itself is told as such, and stays with the host it happened on. */
  private Result broken(RuntimeException e) {
    String place = e.getStackTrace().length == 0 ? "" : " at " + e.getStackTrace()[0];
    return Result.failed(
        "javaform itself failed here (%s%s); please report it with this task (%s)"
            .formatted(e, place, task.mark()));
  }

  private static String placed(Diagnostic diagnostic) {
    String place = diagnostic.mark().map(mark -> " (" + mark + ")").orElse("");
    return diagnostic.detail() + place;
  }

  /**
   * One turn.
   *
   * @param own what the turn adds to the variables
   */
  private Result item(LayeredScope inner, Map<String, Variable> own)
      throws InterruptedException, UnreachableException {
    Optional<Yaml> failing = tools.conditions().firstFalse(task.keywords().when(), inner);
    if (failing.isPresent()) {
      return Skips.condition(failing.get());
    }
    if (isTooQuiet(inner)) {
      return Result.of(new Outcome.Skipped("Verbosity threshold not met."));
    }
    delegate = placement.delegate(inner);
    told = delegate.map(other -> new Event.Delegate(other.name(), other.name()));
    Surroundings surroundings = placement.surroundings(delegate, inner, own);
    String address = surroundings.target().address();
    told = delegate.map(other -> new Event.Delegate(other.name(), address));
    LayeredScope seen = inner.below(placement.delegated(delegate));
    Module<?> module = tools.binder().bind(task, seen, SearchPath.of(task, tools.playbookFolder()));
    Judge judge = new Judge(tools, task, surroundings.check());
    return new Attempts(tools, task, host.name())
        .run(
            _ -> judge.judge(placement.attempt(module, surroundings), seen),
            seen,
            surroundings.check());
  }

  /** {@code debug} may be meant for runs that tell more; no other module has such an argument. */
  private boolean isTooQuiet(Scope inner) {
    return task.module().text().endsWith("debug")
        && task.arguments()
            .value("verbosity")
            .map(
                written ->
                    Numeral.of(
                        tools.templates().render(written, inner), "verbosity", written.mark()))
            .filter(needed -> needed > tools.options().verbosity())
            .isPresent();
  }

  /** A result whose facts were taken in. */
  private Result informed(Result result) {
    if (result.values().get("ansible_facts") instanceof Map<?, ?> facts
        && !result.outcome().isFailure()) {
      boolean set = task.module().text().endsWith("set_fact");
      HostState owner = flags.delegatesFacts(scope) ? delegate.orElse(host) : host;
      Facts.take(facts, set ? owner.setFacts : owner.facts, !set);
      if (!set) {
        play.findVarsFiles(owner);
      }
    }
    return result;
  }

  private void register(Result result) {
    task.register()
        .ifPresent(
            name -> host.setFacts.put(name.text(), new Variable.Given(registration(result))));
  }

  private static Object registration(Result result) {
    return result.outcome() instanceof Outcome.Unpredictable(String reason)
        ? new Unknown("the result of a task that is not predictable (" + reason + ")")
        : result.registered();
  }

  private List<String> notified() {
    try {
      return names();
    } catch (TemplateException e) {
      tools.listener().accept(new Event.Warned("notify: " + placed(e.diagnostic())));
      return List.of();
    }
  }

  private List<String> names() {
    return task.notifies().stream()
        .map(name -> tools.templates().render(name, scope))
        .flatMap(name -> name instanceof List<?> many ? many.stream() : Stream.of(name))
        .map(String::valueOf)
        .toList();
  }
}
