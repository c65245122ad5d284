package dev.javaform.engine;

import com.google.common.collect.Maps;
import dev.javaform.binding.IncludedVariables;
import dev.javaform.module.Trait;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Task;
import dev.javaform.python.PatternTime;
import dev.javaform.python.Truth;
import dev.javaform.remote.LeftRunningException;
import dev.javaform.source.Yaml;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One task on many hosts: on all of them at the same time, or on the first for all. */
final class TaskOnHosts {

  /** What all expressions of a task on one host may take together. */
  private static final Duration PATTERNS = Duration.ofSeconds(20);

  private final PlayScope play;
  private final HostThreads threads;
  private final Task task;
  private final Set<HostState> active;
  private final TaskContext context;

  /**
   * @param active the hosts, one at least
   */
  TaskOnHosts(
      PlayScope play, HostThreads threads, Task task, Set<HostState> active, TaskContext context) {
    this.play = play;
    this.threads = threads;
    this.task = task;
    this.active = active;
    this.context = context;
  }

  /** What the task's name may speak of: the variables of the first host. */
  LayeredScope scope() {
    return play.tools().layers().scope(play, first(), task.keywords(), context.given());
  }

  private HostState first() {
    return active.iterator().next();
  }

  /** Whether what happens on the first host counts for all. */
  boolean runsOnce() {
    return play.tools().binder().has(task, Trait.RUNS_ONCE)
        || holds(task.keywords().value(Keyword.RUN_ONCE));
  }

  /** Whether a failure on one host is one of all. */
  boolean isFatal() {
    return holds(task.keywords().value(Keyword.ANY_ERRORS_FATAL));
  }

  /** A keyword that concerns all hosts at once is read with the variables of the first. */
  private boolean holds(Optional<Yaml> keyword) {
    return keyword
        .map(written -> Truth.isYes(play.tools().templates().render(written, scope())))
        .orElse(false);
  }

  /** The hosts it runs on. */
  Set<HostState> concerned() {
    return runsOnce() ? Set.of(first()) : active;
  }

  /** Runs it and tells of it; how it ended on each host that it ran on. */
  List<TaskRun.End> run(TaskEvents events) throws InterruptedException {
    List<TaskRun.End> ends =
        threads.each(
            concerned(),
            host -> work(host, events.on(host)),
            (host, thrown) -> lost(host, thrown, events.on(host)));
    if (runsOnce()) {
      share(ends.getFirst(), events);
    }
    return ends;
  }

  private TaskRun.End work(HostState host, HostEvents events) throws InterruptedException {
    host.underWay(TaskNames.bare(task));
    try {
      TaskRun run = new TaskRun(new HostTask(play, host, task, context), events);
      TaskRun.End end = PatternTime.within(PATTERNS, run::run);
      host.underWay("");
      return end;
    } catch (LeftRunningException e) {
      host.leaves(e.getMessage());
      throw e;
    }
  }

  /** What went wrong beside the task itself is that host's failure, too. */
  private TaskRun.End lost(HostState host, Throwable thrown, HostEvents events) {
    RawResult result = new Edge(host, task.mark()).result(thrown);
    host.underWay("");
    boolean hidden = task.keywords().mayHide();
    events.ended(result, hidden);
    host.count(result, false, context.rescued());
    return new TaskRun.End(host, result, false, hidden, List.of());
  }

  /** What ran once is registered for all, and its facts are facts of all. */
  private void share(TaskRun.End end, TaskEvents events) {
    for (HostState host : active) {
      task.register()
          .map(name -> end.host().setFacts.get(name.text()))
          .ifPresent(value -> host.setFacts.put(task.register().get().text(), value));
      if (host != end.host()) {
        facts(end.result()).forEach(facts -> share(facts, end.host(), host, events));
      }
    }
  }

  private void share(Map<?, ?> facts, HostState from, HostState host, TaskEvents events) {
    if (IncludedVariables.areOf(task)) {
      host.included.putAll(Maps.filterKeys(from.included, name -> facts.containsKey(name)));
    } else {
      FactStore.share(facts, from, host, events.on(host));
    }
  }

  /** What a task brought, or each turn of its loop. */
  private static Stream<Map<?, ?>> facts(RawResult result) {
    return Stream.concat(
            Stream.of(result.values()),
            result.values().get("results") instanceof List<?> turns ? turns.stream() : Stream.of())
        .map(each -> each instanceof Map<?, ?> map ? map.get("ansible_facts") : null)
        .filter(Map.class::isInstance)
        .map(facts -> (Map<?, ?>) facts);
  }
}
