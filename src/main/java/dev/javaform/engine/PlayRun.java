package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Handler;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Meta;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.Task;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.UnknownValueException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One play on one batch of hosts, in lockstep: every host ends a task before any begins the next.
 * Hosts that fail leave, and come back where a block rescues them.
 */
final class PlayRun {

  private final PlayTools tools;
  private final Crew crew;
  private final PlayScope scope;
  private final Hosts hosts;
  private final Loader loader;
  private final Handlers handlers;
  private final Set<HostState> batch;
  private final Failures failures;
  private final RoleRuns roles = new RoleRuns();
  private final TagNames tagNames;
  private final Teller teller;
  private boolean ended;
  private boolean broken;

  PlayRun(
      PlayTools tools,
      Crew crew,
      PlayScope scope,
      Hosts hosts,
      Loader loader,
      Collection<HostState> batch) {
    this.tools = tools;
    this.crew = crew;
    this.scope = scope;
    this.hosts = hosts;
    this.loader = loader;
    this.handlers = new Handlers(scope.play().handlers(), new HandlerNames(tools, scope));
    this.batch = new LinkedHashSet<>(batch);
    this.tagNames = new TagNames(tools.templates(), playWide());
    this.teller = new Teller(tools);
    this.failures = new Failures(scope.play(), tools.templates(), playWide(), this.batch.size());
  }

  /**
   * Runs it to the end, or to where no host is left.
   *
   * @return whether failures of some hosts ended it for all, and with it the run
   */
  boolean run() throws InterruptedException {
    Play play = scope.play();
    List<Entry> all = new ArrayList<>();
    if (gathersFacts(play)) {
      all.add(play.gatherTask());
    }
    play.sections().forEach(section -> all.addAll(section.entries()));
    TaskContext context = TaskContext.of(Horizon.of(all));
    if (gathersFacts(play)) {
      run(ImmutableList.of(play.gatherTask()), batch, context);
    }
    for (Play.Section section : play.sections()) {
      run(section.entries(), batch, context);
      if (section.flushes()) {
        flush(batch);
      }
    }
    return broken;
  }

  private boolean gathersFacts(Play play) {
    return play.gatherFacts().map(this::holds).orElse(true);
  }

  /** What a play says for all its hosts may speak of its own variables. */
  private boolean holds(Yaml written) {
    return Truth.of(tools.templates().render(written, playWide()));
  }

  private LayeredScope playWide() {
    return tools.layers().scope(scope.play(), scope.extraVars());
  }

  private Set<HostState> run(List<Entry> entries, Set<HostState> on, TaskContext context)
      throws InterruptedException {
    Set<HostState> active = new LinkedHashSet<>(on);
    Set<HostState> failed = new LinkedHashSet<>();
    for (Entry entry : entries) {
      active.removeIf(host -> !host.isUp());
      if (active.isEmpty() || ended) {
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
    try {
      return entry instanceof Block || isWanted(entry) ? choose(entry, active, context) : Set.of();
    } catch (TemplateException | UnknownValueException e) {
      return new LinkedHashSet<>(lose(active, e.getMessage(), context));
    }
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

  /** A keyword that concerns all hosts at once, and cannot be read, fails on all of them. */
  private Set<HostState> lose(Set<HostState> active, String why, TaskContext context) {
    Set<HostState> failed = new LinkedHashSet<>();
    active.forEach(host -> ended(host, Result.failed(why), context, failed));
    return failed;
  }

  private Set<HostState> role(Block block, Role role, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    Set<HostState> due = roles.due(role, active);
    Set<HostState> failed = run(block.entries(), due, context);
    roles.over(role, Sets.filter(Sets.difference(due, failed), HostState::isUp));
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
    TaskOnHosts together = together(task, active, context);
    teller.started(task, together.scope(), handler);
    Set<HostState> failed = new LinkedHashSet<>();
    for (TaskRun.End end : together.run()) {
      settle(task, end, failed);
    }
    boolean once = together.runsOnce();
    if (!context.sheltered() && failures.end(once || together.isFatal(), failed, batch)) {
      giveUp();
      failed.addAll(active);
    } else if (!failed.isEmpty() && once) {
      failed.addAll(active);
    }
    return failed;
  }

  private TaskOnHosts together(Task task, Set<HostState> active, TaskContext context) {
    return new TaskOnHosts(tools, crew, scope, hosts, task, active, context);
  }

  private void giveUp() {
    ended = true;
    broken = true;
    teller.nobodyLeft();
  }

  private void settle(Task task, TaskRun.End end, Set<HostState> failed) {
    handlers.notify(end.host(), end.notified()).forEach(teller::unknownHandler);
    roles.ended(task.keywords(), end.host(), end.result().outcome());
    if (end.ignored()) {
      return;
    }
    switch (end.result().outcome()) {
      case Outcome.Failed _ -> {
        failed.add(end.host());
        end.host().setFacts.putAll(Rescue.variables(task, end.result()));
      }
      case Outcome.Unreachable _ -> end.host().stand(HostState.Standing.UNREACHABLE);
      case Outcome.Unchanged _,
          Outcome.Changed _,
          Outcome.WouldChange _,
          Outcome.Skipped _,
          Outcome.Unpredictable _ -> {}
    }
  }

  private Set<HostState> meta(Task task, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    Meta meta = Meta.of(task);
    MetaRun run = new MetaRun(tools, scope, batch);
    if (meta == Meta.FLUSH_HANDLERS) {
      return flush(run.chosen(task, active, context));
    }
    teller.started(task, together(task, active, context).scope(), false);
    Set<HostState> deciding = MetaRun.deciding(meta, active);
    Set<HostState> chosen = run.chosen(task, deciding, context);
    Sets.difference(deciding, chosen).forEach(host -> teller.ended(host, Skips.unmet()));
    ended |= run.act(meta, chosen);
    return Set.of();
  }

  /** Runs the handlers that hosts notified, each once, in the order of their definition. */
  private Set<HostState> flush(Set<HostState> on) throws InterruptedException {
    if (ended) {
      return Set.of();
    }
    Set<HostState> failed = new LinkedHashSet<>();
    TaskContext context = TaskContext.of(Horizon.of(List.of()));
    for (Handler handler : handlers.all()) {
      Set<HostState> notified = handlers.take(handler, on, this::runsHandlers);
      notified.removeAll(failed);
      if (!notified.isEmpty()) {
        failed.addAll(task(handler.task(), notified, context, true));
      }
    }
    failed.forEach(host -> host.stand(HostState.Standing.FAILED));
    return Set.of();
  }

  private boolean runsHandlers(HostState host) {
    return host.isUp() || (host.standing() == HostState.Standing.FAILED && forcesHandlers());
  }

  private boolean forcesHandlers() {
    return tools.options().forceHandlers()
        || scope.play().forceHandlers().map(this::holds).orElse(false);
  }

  private Set<HostState> include(Include include, Set<HostState> active, TaskContext context)
      throws InterruptedException {
    TaskOnHosts together = together(include.task(), active, context);
    teller.started(include.task(), together.scope(), false);
    Including including = new Including(tools, scope, loader, include, context);
    List<Including.Wish> wishes = new ArrayList<>();
    Set<HostState> failed = new LinkedHashSet<>();
    for (HostState host : together.concerned()) {
      Including.Answer answer = including.ask(host);
      wishes.addAll(answer.wishes());
      answer.skipped().forEach(item -> teller.ended(host, item, Skips.unmet()));
      answer.result().ifPresent(result -> ended(include, host, result, context, failed));
    }
    Map<Including.What, Set<HostState>> groups = grouped(wishes);
    groups.forEach((what, members) -> announce(include, what, members));
    for (Map.Entry<Including.What, Set<HostState>> group : groups.entrySet()) {
      Set<HostState> members = new LinkedHashSet<>(group.getValue());
      members.removeIf(host -> failed.contains(host) || !host.isUp());
      if (!members.isEmpty()) {
        publish(including, group.getKey(), members);
        failed.addAll(bring(include, group.getKey(), members, context));
      }
    }
    return failed;
  }

  private void ended(
      Include include, HostState host, Result result, TaskContext context, Set<HostState> failed) {
    roles.ended(include.keywords(), host, result.outcome());
    ended(host, result, context, failed);
  }

  private void announce(Include include, Including.What what, Set<HostState> members) {
    Outcome included = new Outcome.Unchanged();
    members.forEach(host -> roles.ended(include.keywords(), host, included));
    if (!Names.isRole(include.task())) { // a role's tasks tell of it themselves
      teller.included(what, members);
      members.forEach(host -> host.count(Result.of(included), false, false));
    }
  }

  private void publish(Including including, Including.What what, Set<HostState> members) {
    if (including.publishes(members.iterator().next())) {
      scope.publish(what.loaded().roles());
    }
  }

  private void ended(HostState host, Result result, TaskContext context, Set<HostState> failed) {
    teller.ended(host, result);
    host.count(result, false, context.rescued());
    if (result.outcome().isFailure()) {
      failed.add(host);
    }
  }

  private static Map<Including.What, Set<HostState>> grouped(List<Including.Wish> wishes) {
    Map<Including.What, Set<HostState>> groups = new LinkedHashMap<>();
    wishes.forEach(
        wish -> groups.computeIfAbsent(wish.what(), _ -> new LinkedHashSet<>()).add(wish.host()));
    return groups;
  }

  private Set<HostState> bring(
      Include include, Including.What what, Set<HostState> members, TaskContext context)
      throws InterruptedException {
    Loader.Loaded loaded = what.loaded();
    handlers.add(loaded.handlers());
    Horizon inside = context.horizon().into(loaded.entries(), include);
    return run(loaded.entries(), members, context.included(inside, what.variables()));
  }
}
