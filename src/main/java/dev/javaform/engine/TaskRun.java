package dev.javaform.engine;

import dev.javaform.binding.IncludedVariables;
import dev.javaform.event.Event;
import dev.javaform.event.Outcome;
import dev.javaform.event.Result;
import dev.javaform.playbook.Task;
import dev.javaform.remote.UnreachableException;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;
import dev.javaform.template.Listening;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Unknown;
import dev.javaform.template.UnknownValueException;
import dev.javaform.template.Variable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One task on one host: loop, conditions, module, retries, and what is registered of it. */
final class TaskRun {

  /**
   * How it ended.
   *
   * @param hidden whether nothing of it may be shown
   * @param notified what its {@code notify} names, where it changed something
   */
  record End(
      HostState host, RawResult result, boolean ignored, boolean hidden, List<String> notified) {}

  private final HostTask own;
  private final PlayTools tools;
  private final HostState host;
  private final Task task;
  private final LayeredScope scope;
  private final Placement placement;
  private final Flags flags;
  private final Edge edge;
  private final HostEvents events;
  private Optional<HostState> delegate = Optional.empty();
  private Optional<Event.Delegate> told = Optional.empty();
  private boolean hidden;

  TaskRun(HostTask own, HostEvents events) {
    this.own = own;
    this.tools = own.tools();
    this.host = own.host();
    this.task = own.task();
    this.scope = own.scope();
    this.placement = new Placement(own);
    this.flags = own.flags();
    this.edge = new Edge(host, task.mark());
    this.events = events;
  }

  /** Runs it, tells of it, registers it. */
  End run() throws InterruptedException {
    long start = System.nanoTime();
    RawResult result = task.loop().isEmpty() ? single() : looped(task.loop().get());
    boolean ignored = flags.isIgnored(result.outcome(), scope);
    hidden |= flags.isHidden(scope);
    tell(result, since(start), ignored);
    register(result);
    host.count(result, ignored, own.context().rescued());
    return new End(
        host, result, ignored, hidden, result.outcome().isChange() ? notified() : List.of());
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private void tell(RawResult result, Duration took, boolean ignored) {
    boolean looped = task.loop().isPresent() && result.values().containsKey("results");
    events.ended(
        new HostEvents.End(told, result, took, ignored, hidden, flags.showsDiff(scope)), looped);
  }

  private RawResult single() throws InterruptedException {
    return edge.guard(() -> item(scope, Map.of(), events));
  }

  private RawResult looped(Task.Loop loop) throws InterruptedException {
    Listening listening = new Listening(scope);
    List<Object> items;
    try {
      items = tools.loops().items(task, listening);
    } catch (TemplateException | UnknownValueException e) {
      return edge.guard(() -> tools.conditions().skippedOr(task.keywords().when(), scope, e));
    }
    if (items.isEmpty()) {
      return Skips.withoutItems();
    }
    return overItems(loop, items, listening.heard());
  }

  private RawResult overItems(Task.Loop loop, List<Object> items, boolean itemsTold)
      throws InterruptedException {
    List<RawResult> results = new ArrayList<>();
    List<Object> registered = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      int index = i;
      Map<String, Variable> turn = LoopVariables.of(loop, items, i, itemsTold);
      LayeredScope inner = scope.below(turn);
      Object item = items.get(i);
      HostEvents telling = events.turn(() -> label(loop, item, inner));
      long start = System.nanoTime();
      RawResult result =
          edge.guard(
                  () -> {
                    pauseBetween(loop, index);
                    return item(inner, turn, telling);
                  })
              .with(LoopVariables.told(turn));
      tell(loop, item, inner, result, since(start));
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
      Object seconds = tools.templates().renderKnown(written, scope);
      Thread.sleep((long) (Numeral.of(seconds, "pause", written.mark()) * 1000));
    }
  }

  private void tell(Task.Loop loop, Object item, Scope inner, RawResult result, Duration took) {
    boolean censored = flags.isHidden(inner);
    hidden |= censored;
    events.itemEnded(
        label(loop, item, inner),
        new HostEvents.End(
            told,
            result,
            took,
            flags.isIgnored(result.outcome(), inner),
            censored,
            flags.showsDiff(inner)));
  }

  private String label(Task.Loop loop, Object item, Scope inner) {
    return flags.isHidden(inner) ? Shown.HIDDEN : tools.loops().label(loop, item, inner);
  }

  private static String placed(Diagnostic diagnostic) {
    String place = diagnostic.mark().map(mark -> " (" + mark + ")").orElse("");
    return diagnostic.message() + place;
  }

  /**
   * One turn.
   *
   * @param turn what the turn adds to the variables
   * @param telling what is told of it
   */
  private RawResult item(LayeredScope inner, Map<String, Variable> turn, HostEvents telling)
      throws InterruptedException, UnreachableException {
    if (!tools.conditions().hold(task.keywords().when(), inner)) {
      return Skips.unmet();
    }
    if (!task.mistakes().isEmpty()) {
      throw new DiagnosticException(task.mistakes());
    }
    if (isTooQuiet(inner)) {
      return Skips.tooQuiet();
    }
    delegate = placement.delegate(inner);
    told = delegate.map(other -> new Event.Delegate(other.name(), other.name()));
    TaskSurroundings surroundings = placement.surroundings(delegate, inner, turn);
    String address = surroundings.target().common().address();
    told = delegate.map(other -> new Event.Delegate(other.name(), address));
    LayeredScope seen = inner.below(placement.delegated(delegate));
    Judge judge = new Judge(tools, task, surroundings.check());
    Work work = work(seen, surroundings, telling);
    RawResult result =
        new Attempts(tools, task, telling)
            .run(_ -> judge.judge(work.attempt(), seen), seen, surroundings.check());
    if (!result.outcome().isFailure()) {
      work.keep(result);
    }
    return result;
  }

  private Work work(LayeredScope seen, TaskSurroundings surroundings, HostEvents telling) {
    HostState owner = flags.delegatesFacts(scope) ? delegate.orElse(host) : host;
    return IncludedVariables.areOf(task)
        ? new VariablesWork(own, seen, owner)
        : new ModuleWork(own, seen, placement, surroundings, telling, owner);
  }

  /** A task may be meant for runs that tell more. */
  private boolean isTooQuiet(Scope inner) {
    return tools
        .binder()
        .verbosity(task)
        .map(
            written ->
                Numeral.of(
                    tools.templates().renderKnown(written, inner), "verbosity", written.mark()))
        .filter(needed -> needed > tools.options().verbosity())
        .isPresent();
  }

  private void register(RawResult result) {
    task.register()
        .ifPresent(name -> host.setFacts.put(name.text(), new Variable.Told(registration(result))));
  }

  private Object registration(RawResult result) {
    return result.outcome() instanceof Outcome.Unpredictable(String reason)
        ? new Unknown(
            "the result of a task that is not predictable ("
                + (hidden ? Result.HIDDEN : reason)
                + ")")
        : result.registered();
  }

  private List<String> notified() {
    try {
      return names();
    } catch (TemplateException e) {
      events.warned("notify: " + (hidden ? Result.HIDDEN : placed(e.diagnostic())));
      return List.of();
    }
  }

  private List<String> names() {
    return task.notifies().stream()
        .map(name -> tools.templates().renderKnown(name, scope))
        .flatMap(name -> name instanceof List<?> many ? many.stream() : Stream.of(name))
        .map(String::valueOf)
        .toList();
  }
}
