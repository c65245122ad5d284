package dev.javaform.engine;

import com.google.common.collect.Sets;
import dev.javaform.event.Outcome;
import dev.javaform.event.TaskId;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Handler;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Meta;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.Task;
import dev.javaform.source.DiagnosticException;
import dev.javaform.template.TemplateException;
import dev.javaform.template.UnknownValueException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Some hosts on their way through a play, in lockstep: every one of them ends a task before any
 * begins the next. Those that fail leave, and come back where a block rescues them. What they share
 * with hosts on ways of their own is the play's state.
 */
final class Walk {

  private final PlayState state;
  private final PlayScope scope;
  private final PlayTools tools;
  private final HostThreads threads;
  private final IncludeLoader loader;
  private final TagNames tagNames;

  Walk(PlayState state, HostThreads threads, IncludeLoader loader) {
    this.state = state;
    this.scope = state.scope();
    this.tools = scope.tools();
    this.threads = threads;
    this.loader = loader;
    this.tagNames = new TagNames(tools.templates(), scope.playWide());
  }

  /** Goes through entries, one after the other; the hosts that one failed on are returned. */
  Set<HostState> run(List<? extends Entry> entries, Set<HostState> on, TaskContext context)
      throws InterruptedException {
    Set<HostState> active = new LinkedHashSet<>(on);
    Set<HostState> failed = new LinkedHashSet<>();
    for (Entry entry : entries) {
      active.removeIf(host -> !host.isUp());
      if (active.isEmpty() || state.isStopping()) {
        break;
      }
      Set<HostState> lost = run(entry, active, context);
      if (!context.sheltered()) {
        lost.forEach(host -> host.stand(HostState.Standing.FAILED));
      }
      failed.addAll(lost);
      active.removeAll(lost);
    }
    return failed;
  }

  private Set<HostState> run(Entry entry, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    return orLose(
        entry,
        active,
        new FailedHosts(() -> unstarted(entry), context),
        () ->
            entry instanceof Block || isWanted(entry) ? choose(entry, active, context) : Set.of());
  }

  /** Runs something on hosts; those it failed on are returned. */
  private interface OnHosts {
    Set<HostState> run() throws InterruptedException;
  }

  /** A keyword that concerns all hosts at once, and cannot be read, fails on all of them. */
  private static Set<HostState> orLose(
      Entry entry, Set<HostState> active, FailedHosts failed, OnHosts work)
      throws InterruptedException {
    try {
      return work.run();
    } catch (TemplateException | UnknownValueException e) {
      return lose(entry, active, new Outcome.Failed(e.getMessage()), failed);
    } catch (StackOverflowError e) {
      RawResult result = new Edge(active.iterator().next(), entry.mark()).result(e);
      return lose(entry, active, result.outcome(), failed);
    }
  }

  private static Set<HostState> lose(
      Entry entry, Set<HostState> active, Outcome why, FailedHosts failed) {
    boolean hidden = entry.keywords().mayHide();
    active.forEach(host -> failed.ended(host, RawResult.of(why), hidden));
    return failed.hosts();
  }

  /** What is told of an entry that cannot begin. */
  private TaskEvents unstarted(Entry entry) {
    TaskId id = scope.numbers().next();
    return switch (entry) {
      case Task task -> tools.events().of(id, TaskNames.bare(task), task, false);
      case Include include ->
          tools.events().of(id, TaskNames.bare(include.task()), include.task(), false);
      case Block block -> tools.events().of(id, block);
    };
  }

  /**
   * A task begins.
   *
   * @param active the hosts it concerns; its name may speak of the first one's variables
   */
  private TaskEvents started(
      Task task, Set<HostState> active, TaskContext context, boolean handler) {
    String name = name(task, active, context);
    TaskEvents events = tools.events().of(scope.numbers().next(), name, task, handler);
    events.started(active);
    return events;
  }

  private String name(Task task, Set<HostState> active, TaskContext context) {
    LayeredScope seen = together(task, active, context).scope();
    return TaskNames.of(task, tools.templates(), seen);
  }

  /** Whether whoever runs it wants a task to run. */
  private boolean isConfirmed(
      Task task, Set<HostState> active, TaskContext context, boolean handler)
      throws InterruptedException {
    String kind = handler ? "HANDLER: " : "TASK: ";
    return tools
        .options()
        .confirmation()
        .of(() -> kind + tools.secrets().mask(name(task, active, context)));
  }

  private boolean isWanted(Entry entry) {
    return tools.tags().choose(tagNames.of(entry.keywords().tags(), entry.mark()));
  }

  private Set<HostState> choose(Entry entry, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    return switch (entry) {
      case Task task when Meta.is(task) -> meta(task, active, context);
      case Task task -> task(task, active, context, false);
      case Block block when block.role().isPresent() ->
          role(block, block.role().get(), active, context);
      case Block block -> block(block, active, context);
      case Include include -> include(include, active, context);
    };
  }

  private Set<HostState> role(Block block, Role role, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    Set<HostState> due = state.due(role, active);
    Set<HostState> failed = run(block.entries(), due, context);
    state.over(role, Sets.filter(Sets.difference(due, failed), HostState::isUp));
    return failed;
  }

  private Set<HostState> block(Block block, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    boolean rescues = !block.rescue().isEmpty();
    TaskContext after = block.always().isEmpty() ? context : context.sheltering();
    Set<HostState> failed =
        run(block.entries(), active, rescues ? after.sheltering().rescuing() : after);
    if (!failed.isEmpty() && rescues) {
      failed = run(block.rescue(), failed, after);
    }
    Set<HostState> failedAlways = run(block.always(), active, context);
    return new LinkedHashSet<>(Sets.union(failed, failedAlways));
  }

  /** Runs a task on hosts; those it failed on are returned. */
  private Set<HostState> task(
      Task task, Set<HostState> active, TaskContext context, boolean handler)
      throws InterruptedException {
    if (!isConfirmed(task, active, context, handler)) {
      return Set.of();
    }
    TaskOnHosts together = together(task, active, context);
    TaskEvents events = started(task, active, context, handler);
    FailedHosts failed = new FailedHosts(() -> events, context);
    return orLose(
        task,
        active,
        failed,
        () -> {
          settle(task, together.run(events), failed);
          return all(together, active, context, failed);
        });
  }

  private TaskOnHosts together(Task task, Set<HostState> active, TaskContext context) {
    return new TaskOnHosts(scope, threads, task, active, context);
  }

  /** Those a task failed on: where one host stands for all, or ends the play, all. */
  private Set<HostState> all(
      TaskOnHosts together, Set<HostState> active, TaskContext context, FailedHosts failed) {
    boolean once = together.runsOnce();
    boolean breaks =
        !context.sheltered() && state.breaks(once || together.isFatal(), failed.hosts());
    if (breaks || (once && !failed.hosts().isEmpty())) {
      failed.add(active);
    }
    return failed.hosts();
  }

  private void settle(Task task, List<TaskRun.End> ends, FailedHosts failed) {
    for (TaskRun.End end : ends) {
      try {
        settle(task, end, failed);
      } catch (RuntimeException | StackOverflowError e) { // its notified names, its variables
        failed.ended(end.host(), task.mark(), e, end.hidden());
      }
    }
  }

  private void settle(Task task, TaskRun.End end, FailedHosts failed) {
    List<String> unknown = state.notify(end.host(), end.notified());
    state.ended(task.keywords(), end.host(), end.result().outcome());
    if (end.ignored()) {
      return;
    }
    switch (end.result().outcome()) {
      case Outcome.Failed _ -> {
        failed.add(Set.of(end.host()));
        end.host().setFacts.putAll(Rescue.variables(task, end.result()));
      }
      case Outcome.Unreachable _ -> end.host().stand(HostState.Standing.UNREACHABLE);
      case Outcome.Unchanged _,
          Outcome.Changed _,
          Outcome.WouldChange _,
          Outcome.Skipped _,
          Outcome.Unpredictable _ -> {}
    }
    if (!unknown.isEmpty()) {
      failed.ended(end.host(), unknownHandlers(unknown, end.hidden()), end.hidden());
    }
  }

  private static RawResult unknownHandlers(List<String> names, boolean hidden) {
    String told = hidden ? Shown.HIDDEN : "'" + String.join("', '", names) + "'";
    return RawResult.failed(
        "The requested handler %s was not found in the play's handlers, by its name or by what it listens to."
            .formatted(told));
  }

  private Set<HostState> meta(Task task, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    MetaRun run = new MetaRun(scope, state.batch());
    Meta meta;
    try {
      meta = Meta.of(task);
    } catch (DiagnosticException e) {
      return unknown(task, run, active, context, e);
    }
    if (meta == Meta.FLUSH_HANDLERS) {
      TaskEvents flushing = started(task, active, context, false);
      FailedHosts failed = new FailedHosts(() -> flushing, context);
      flush(chosen(run, task, active, context, failed));
      return failed.hosts();
    }
    TaskEvents events = started(task, active, context, false);
    FailedHosts failed = new FailedHosts(() -> events, context);
    Set<HostState> deciding = MetaRun.deciding(meta, active);
    Set<HostState> chosen = chosen(run, task, deciding, context, failed);
    Sets.difference(Sets.difference(deciding, chosen), failed.hosts())
        .forEach(host -> events.on(host).ended(Skips.unmet(), false));
    if (run.act(meta, chosen)) {
      state.end();
    }
    return failed.hosts();
  }

  private Set<HostState> unknown(
      Task task, MetaRun run, Set<HostState> active, TaskContext context, DiagnosticException e) {
    TaskEvents events = started(task, active, context, false);
    FailedHosts failed = new FailedHosts(() -> events, context);
    chosen(run, task, active, context, failed)
        .forEach(host -> failed.ended(host, task.mark(), e, task.keywords().mayHide()));
    return failed.hosts();
  }

  /** The hosts on which a task's conditions hold; those that cannot tell have failed. */
  private static Set<HostState> chosen(
      MetaRun run, Task task, Set<HostState> deciding, TaskContext context, FailedHosts failed) {
    Set<HostState> chosen = new LinkedHashSet<>();
    for (HostState host : deciding) {
      try {
        if (run.isChosen(task, host, context)) {
          chosen.add(host);
        }
      } catch (RuntimeException | StackOverflowError e) {
        failed.ended(host, task.mark(), e, task.keywords().mayHide());
      }
    }
    return chosen;
  }

  /** Runs the handlers that hosts notified, each once, in the order of their definition. */
  void flush(Set<HostState> on) throws InterruptedException {
    if (state.isOver()) {
      return;
    }
    Set<HostState> failed = new LinkedHashSet<>();
    TaskContext context = TaskContext.of(UpcomingTasks.of(List.of()));
    for (Handler handler : state.handlers()) {
      if (tools.stopping().getAsBoolean()) {
        break;
      }
      Set<HostState> notified = state.take(handler, on, this::runsHandlers);
      notified.removeAll(failed);
      if (!notified.isEmpty()) {
        failed.addAll(task(handler.task(), notified, context, true));
      }
    }
    failed.forEach(host -> host.stand(HostState.Standing.FAILED));
  }

  private boolean runsHandlers(HostState host) {
    return host.isUp() || (host.standing() == HostState.Standing.FAILED && forcesHandlers());
  }

  private boolean forcesHandlers() {
    return tools.options().forceHandlers()
        || scope.play().forceHandlers().map(scope::holds).orElse(false);
  }

  private Set<HostState> include(Include include, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    if (!isConfirmed(include.task(), active, context, false)) {
      return Set.of();
    }
    TaskOnHosts together = together(include.task(), active, context);
    TaskEvents events = started(include.task(), active, context, false);
    FailedHosts failed = new FailedHosts(() -> events, context);
    Including including = new Including(scope, loader, include, context);
    IncludeRun run = new IncludeRun(this, state, include, including, context);
    return orLose(include, active, failed, () -> run.run(together.concerned(), events, failed));
  }
}
