package dev.javaform.engine;

import dev.javaform.playbook.Task;
import dev.javaform.source.Yaml;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One task on many hosts: on all of them at the same time, or on the first for all. */
final class TaskOnHosts {

  private final PlayTools tools;
  private final Crew crew;
  private final PlayScope play;
  private final Hosts hosts;
  private final Task task;
  private final Set<HostState> active;
  private final TaskContext context;

  /**
   * @param active the hosts, one at least
   */
  TaskOnHosts(
      PlayTools tools,
      Crew crew,
      PlayScope play,
      Hosts hosts,
      Task task,
      Set<HostState> active,
      TaskContext context) {
    this.tools = tools;
    this.crew = crew;
    this.play = play;
    this.hosts = hosts;
    this.task = task;
    this.active = active;
    this.context = context;
  }

  /** What the task's name may speak of: the variables of the first host. */
  LayeredScope scope() {
    return tools.layers().scope(play, first(), task.keywords(), context.given());
  }

  private HostState first() {
    return active.iterator().next();
  }

  /** Whether what happens on the first host counts for all. */
  boolean runsOnce() {
    return Names.isPause(task) || holds(task.keywords().runOnce());
  }

  /** Whether a failure on one host is one of all. */
  boolean isFatal() {
    return holds(task.keywords().anyErrorsFatal());
  }

  /** A keyword that concerns all hosts at once is read with the variables of the first. */
  private boolean holds(Optional<Yaml> keyword) {
    return keyword
        .map(written -> Truth.of(tools.templates().render(written, scope())))
        .orElse(false);
  }

  /** The hosts it runs on. */
  Set<HostState> concerned() {
    return runsOnce() ? Set.of(first()) : active;
  }

  /** Runs it; how it ended on each host that it ran on. */
  List<TaskRun.End> run() throws InterruptedException {
    List<TaskRun.End> ends = crew.each(concerned(), this::work);
    if (runsOnce()) {
      share(ends.getFirst());
    }
    return ends;
  }

  private TaskRun.End work(HostState host) throws InterruptedException {
    host.underWay(Names.bare(task));
    TaskRun.End end = new TaskRun(tools, play, hosts, host, task, context).run();
    host.underWay("");
    return end;
  }

  /** What ran once is registered for all, and its facts are facts of all. */
  private void share(TaskRun.End end) {
    for (HostState host : active) {
      task.register()
          .map(name -> end.host().setFacts.get(name.text()))
          .ifPresent(value -> host.setFacts.put(task.register().get().text(), value));
      if (host != end.host()
          && end.result().values().get("ansible_facts") instanceof Map<?, ?> facts) {
        Facts.take(facts, host.setFacts, false);
      }
    }
  }
}
