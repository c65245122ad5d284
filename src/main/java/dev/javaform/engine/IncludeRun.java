package dev.javaform.engine;

import dev.javaform.event.Outcome;
import dev.javaform.playbook.Include;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An include on some hosts: those that want the same go through it together. */
final class IncludeRun {

  private final Walk walk;
  private final PlayState state;
  private final Include include;
  private final Including including;
  private final TaskContext context;

  IncludeRun(
      Walk walk, PlayState state, Include include, Including including, TaskContext context) {
    this.walk = walk;
    this.state = state;
    this.include = include;
    this.including = including;
    this.context = context;
  }

  /** Brings to hosts what they want; those on which it, or something of it, failed are returned. */
  Set<HostState> run(Set<HostState> hosts, TaskEvents events, FailedHosts failed)
      throws InterruptedException {
    Map<Inclusion, Set<HostState>> groups = grouped(wishes(hosts, events, failed));
    groups.forEach((inclusion, members) -> announce(inclusion.what(), members, events));
    for (Map.Entry<Inclusion, Set<HostState>> group : groups.entrySet()) {
      Set<HostState> members = new LinkedHashSet<>(group.getValue());
      members.removeIf(host -> failed.contains(host) || !host.isUp());
      if (!members.isEmpty()) {
        failed.add(bring(group.getKey().what(), members));
      }
    }
    return failed.hosts();
  }

  private List<Including.Wish> wishes(Set<HostState> hosts, TaskEvents events, FailedHosts failed) {
    List<Including.Wish> wishes = new ArrayList<>();
    for (HostState host : hosts) {
      Including.Answer answer = including.ask(host);
      register(host, answer.registered());
      wishes.addAll(answer.wishes());
      answer.skipped().forEach(item -> skipped(item, events.on(host)));
      answer.result().ifPresent(result -> ended(host, result, failed));
    }
    return wishes;
  }

  private void register(HostState host, Map<String, Object> result) {
    Map<String, Object> values = new LinkedHashMap<>(result);
    values.putIfAbsent("changed", false);
    include
        .task()
        .register()
        .ifPresent(name -> host.setFacts.put(name.text(), new Variable.Told(values)));
  }

  private static void skipped(String item, HostEvents events) {
    events.itemEnded(item, HostEvents.End.of(Skips.unmet(), false));
  }

  private void ended(HostState host, RawResult result, FailedHosts failed) {
    state.ended(include.keywords(), host, result.outcome());
    boolean hidden = include.keywords().mayHide();
    failed.ended(host, result, hidden);
  }

  /**
   * What hosts include together.
   *
   * @param nth how often each of them has included the same before, as a loop may ask for
   */
  private record Inclusion(Including.What what, int nth) {}

  private static Map<Inclusion, Set<HostState>> grouped(List<Including.Wish> wishes) {
    Map<Inclusion, Set<HostState>> groups = new LinkedHashMap<>();
    for (Including.Wish wish : wishes) {
      int nth = 0;
      while (!groups
          .computeIfAbsent(new Inclusion(wish.what(), nth), _ -> new LinkedHashSet<>())
          .add(wish.host())) {
        nth++;
      }
    }
    return groups;
  }

  private void announce(Including.What what, Set<HostState> members, TaskEvents events) {
    Outcome included = new Outcome.Unchanged();
    members.forEach(host -> state.ended(include.keywords(), host, included));
    if (!TaskNames.isRole(include.task())) { // a role's tasks tell of it themselves
      events.included(what, members);
      members.forEach(host -> host.count(RawResult.of(included), false, false));
    }
  }

  private Set<HostState> bring(Including.What what, Set<HostState> members)
      throws InterruptedException {
    IncludeLoader.Loaded loaded = what.loaded();
    if (including.publishes(members.iterator().next())) {
      state.scope().publish(loaded.roles());
    }
    state.add(loaded.handlers());
    UpcomingTasks inside = context.upcoming().into(loaded.entries(), include);
    return walk.run(loaded.entries(), members, context.included(inside, what.variables()));
  }
}
