package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.binding.ArgumentException;
import dev.javaform.binding.SearchPath;
import dev.javaform.module.Module;
import dev.javaform.playbook.Task;
import dev.javaform.remote.Become;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Diagnostic;
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

/** One task on one host: loop, conditions, module, retries, and what is registered of it. */
final class TaskRun {

  /**
   * How it ended.
   *
   * @param notified what its {@code notify} names, where it changed something
   */
  record End(HostState host, Result result, boolean ignored, List<String> notified) {}

  private final PlayTools tools;
  private final PlayScope play;
  private final Hosts hosts;
  private final HostState host;
  private final Task task;
  private final TaskContext context;
  private final LayeredScope scope;
  private Optional<String> delegate = Optional.empty();

  TaskRun(
      PlayTools tools,
      PlayScope play,
      Hosts hosts,
      HostState host,
      Task task,
      TaskContext context) {
    this.tools = tools;
    this.play = play;
    this.hosts = hosts;
    this.host = host;
    this.task = task;
    this.context = context;
    this.scope = TaskScope.of(tools, play, host, task, context);
  }

  /** Runs it, tells of it, registers it. */
  End run() throws InterruptedException {
    Result result = task.loop().isEmpty() ? single() : looped(task.loop().get());
    boolean ignored = isIgnored(result.outcome());
    tools
        .listener()
        .accept(
            new Event.TaskEnded(
                host.name(),
                delegate,
                result,
                task.loop().isPresent() && result.values().containsKey("results"),
                ignored,
                isHidden(scope),
                showsDiff()));
    register(result);
    host.count(result, ignored, context.rescued());
    List<String> notified = result.outcome().isChange() ? notified() : List.of();
    return new End(host, result, ignored, notified);
  }

  private Result single() throws InterruptedException {
    Result result = guarded(scope, () -> item(scope));
    takeFacts(result);
    return result;
  }

  private Result looped(Task.Loop loop) throws InterruptedException {
    List<Object> items;
    try {
      items = tools.loops().items(loop, scope);
    } catch (TemplateException | UnknownValueException e) {
      return guarded(scope, () -> skippedOr(e));
    }
    if (items.isEmpty()) {
      return Result.of(new Outcome.Skipped("No items in the list"), Map.of("results", List.of()));
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
      pauseBetween(loop, i);
      LayeredScope inner = scope.below(LoopVariables.of(loop, items, i));
      Result result = guarded(inner, () -> item(inner));
      takeFacts(result);
      tell(loop, items.get(i), inner, result);
      results.add(result);
      registered.add(registered(loop, items.get(i), result));
      if (result.outcome() instanceof Outcome.Unreachable) {
        return result;
      }
    }
    return LoopResult.of(results, registered);
  }

  private void pauseBetween(Task.Loop loop, int index) throws InterruptedException {
    if (index > 0 && loop.pause().isPresent()) {
      Object seconds = tools.templates().render(loop.pause().get(), scope);
      Thread.sleep((long) (Double.parseDouble(String.valueOf(seconds)) * 1000));
    }
  }

  private static Map<String, Object> registered(Task.Loop loop, Object item, Result result) {
    Map<String, Object> map = result.registered();
    map.put(loop.variable(), item);
    map.put("ansible_loop_var", loop.variable());
    return map;
  }

  private void tell(Task.Loop loop, Object item, Scope inner, Result result) {
    String label =
        loop.label()
            .map(written -> tools.templates().render(written, inner))
            .map(String::valueOf)
            .orElseGet(() -> Shown.value(item));
    tools
        .listener()
        .accept(
            new Event.ItemEnded(
                host.name(),
                delegate,
                isHidden(inner) ? "(censored due to no_log)" : label,
                result,
                isIgnored(result.outcome()),
                isHidden(inner),
                showsDiff()));
  }

  private interface Work {
    Result run() throws InterruptedException, UnreachableException;
  }

  /** What goes wrong before or beside the module is a result like any other. */
  private Result guarded(Scope inner, Work work) throws InterruptedException {
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
    } catch (RuntimeException e) {
      return broken(e);
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

  private Result item(LayeredScope inner) throws InterruptedException, UnreachableException {
    Optional<Yaml> failing = tools.conditions().firstFalse(task.keywords().when(), inner);
    if (failing.isPresent()) {
      return Skips.condition(failing.get());
    }
    if (isTooQuiet(inner)) {
      return Result.of(new Outcome.Skipped("Verbosity threshold not met."));
    }
    Surroundings surroundings = surroundings(inner);
    Module<?> module =
        tools.binder().bind(task, inner, SearchPath.of(task, tools.playbookFolder()));
    return new Attempts(tools, task, host.name())
        .run(
            registered -> judged(attempt(module, surroundings), inner),
            inner,
            surroundings.check());
  }

  /** {@code debug} may be meant for runs that tell more; no other module has such an argument. */
  private boolean isTooQuiet(Scope inner) {
    return task.module().text().endsWith("debug")
        && task.arguments()
            .value("verbosity")
            .map(written -> Double.parseDouble("" + tools.templates().render(written, inner)))
            .filter(needed -> needed > tools.options().verbosity())
            .isPresent();
  }

  private Result attempt(Module<?> module, Surroundings surroundings)
      throws InterruptedException, UnreachableException {
    HostState machine = surroundings.machine();
    machine.lock.lockInterruptibly();
    try {
      Conversation conversation =
          new Conversation(
              tools.connector(),
              surroundings,
              () -> coming(machine),
              tools.prompter(),
              tools.listener());
      return new ModuleRun<>(module, conversation, Names.bare(task)).run();
    } finally {
      machine.lock.unlock();
    }
  }

  /** What to ask ahead: only of the host itself, whose tasks come. */
  private List<Question> coming(HostState machine) {
    return machine == host ? new Foreseen(tools, play, host, context).after(task) : List.of();
  }

  private Surroundings surroundings(LayeredScope inner) {
    Optional<HostState> other =
        task.keywords()
            .delegateTo()
            .map(written -> tools.templates().render(written, inner))
            .filter(name -> name != null && !name.equals(""))
            .map(name -> hosts.named(String.valueOf(name)));
    delegate = other.map(HostState::name);
    HostState machine = other.orElse(host);
    Scope of =
        machine == host
            ? inner
            : tools.layers().scope(play, machine, task.keywords(), ImmutableList.of());
    Target target = tools.settings().target(machine.name(), task.keywords(), of);
    Become become = tools.settings().become(task.keywords(), machine == host ? inner : of);
    boolean elsewhere = machine != host || target.carrier().equals("local");
    return new Surroundings(
        machine,
        target,
        become,
        tools.settings().environment(task.keywords(), inner),
        elsewhere,
        isHidden(inner),
        checks(inner));
  }

  private boolean checks(Scope inner) {
    return keyword(task.keywords().checkMode(), inner).orElse(tools.options().check());
  }

  private boolean showsDiff() {
    return keyword(task.keywords().diff(), scope).orElse(tools.options().diff());
  }

  private boolean isHidden(Scope inner) {
    return keyword(task.keywords().noLog(), inner).orElse(false);
  }

  private boolean isIgnored(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Failed _ -> keyword(task.keywords().ignoreErrors(), scope).orElse(false);
      case Outcome.Unreachable _ ->
          keyword(task.keywords().ignoreUnreachable(), scope).orElse(false);
      case Outcome.Unchanged _,
          Outcome.Changed _,
          Outcome.WouldChange _,
          Outcome.Skipped _,
          Outcome.Unpredictable _ ->
          false;
    };
  }

  private Optional<Boolean> keyword(Optional<Yaml> keyword, Scope inner) {
    return keyword.map(written -> Truth.of(tools.templates().render(written, inner)));
  }

  /** Applies {@code changed_when} and {@code failed_when}, which see what is registered. */
  private Result judged(Result result, LayeredScope inner) {
    boolean done =
        switch (result.outcome()) {
          case Outcome.Skipped _, Outcome.Unpredictable _, Outcome.Unreachable _ -> false;
          case Outcome.Unchanged _, Outcome.Changed _, Outcome.WouldChange _, Outcome.Failed _ ->
              true;
        };
    if (!done) {
      return result;
    }
    LayeredScope seeing = seeing(result, inner);
    return judgeFailure(judgeChange(result, seeing), seeing);
  }

  private LayeredScope seeing(Result result, LayeredScope inner) {
    return task.register()
        .map(name -> inner.below(Map.of(name.text(), new Variable.Given(result.registered()))))
        .orElse(inner);
  }

  private Result judgeChange(Result result, LayeredScope seeing) {
    if (task.changedWhen().isEmpty() || result.outcome().isFailure()) {
      return result;
    }
    if (!tools.conditions().hold(task.changedWhen(), seeing)) {
      return result.as(new Outcome.Unchanged());
    }
    return result.outcome().isChange()
        ? result
        : result.as(checks(seeing) ? new Outcome.WouldChange() : new Outcome.Changed());
  }

  private Result judgeFailure(Result result, LayeredScope seeing) {
    if (task.failedWhen().isEmpty()) {
      return result;
    }
    if (tools.conditions().hold(task.failedWhen(), seeing)) {
      Map<String, Object> values = new LinkedHashMap<>(result.values());
      values.put("failed_when_result", true);
      return Result.of(new Outcome.Failed(failure(result)), values);
    }
    return result.outcome().isFailure() ? forgiven(result, seeing) : result;
  }

  private String failure(Result result) {
    return result.outcome() instanceof Outcome.Failed(String message)
        ? message
        : "failed_when holds: " + Shown.conditions(task.failedWhen());
  }

  /** A failure that {@code failed_when} does not count as one; the module acted all the same. */
  private Result forgiven(Result result, LayeredScope seeing) {
    Map<String, Object> values = new LinkedHashMap<>(result.values());
    values.put("failed_when_result", false);
    boolean changed =
        task.changedWhen().isEmpty() || tools.conditions().hold(task.changedWhen(), seeing);
    return Result.of(changed ? new Outcome.Changed() : new Outcome.Unchanged(), values);
  }

  private void takeFacts(Result result) {
    if (result.values().get("ansible_facts") instanceof Map<?, ?> facts
        && !result.outcome().isFailure()) {
      boolean set = task.module().text().endsWith("set_fact");
      boolean elsewhere =
          delegate.isPresent() && keyword(task.keywords().delegateFacts(), scope).orElse(false);
      HostState owner = elsewhere ? hosts.named(delegate.get()) : host;
      Facts.take(facts, set ? owner.setFacts : owner.facts, !set);
    }
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
    return task.notifies().stream()
        .map(name -> tools.templates().render(name, scope))
        .<String>mapMulti(
            (name, into) -> {
              if (name instanceof List<?> many) {
                many.forEach(each -> into.accept(String.valueOf(each)));
              } else {
                into.accept(String.valueOf(name));
              }
            })
        .toList();
  }
}
