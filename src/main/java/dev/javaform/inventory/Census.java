package dev.javaform.inventory;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Settles who belongs where once all sources are read: depths, members, ancestors. */
final class Census {

  private final Draft draft;
  private final Map<DraftGroup, Integer> depths = new HashMap<>();
  private final Map<String, Group> groups = new LinkedHashMap<>();
  private final Map<Set<DraftGroup>, ImmutableList<Group>> memberships = new HashMap<>();

  Census(Draft draft) {
    this.draft = draft;
    measure();
    draft.groups.values().forEach(group -> groups.put(group.name, counted(group)));
  }

  /** The groups by name, {@code all} first, then in order of their appearance. */
  ImmutableMap<String, Group> groups() {
    return ImmutableMap.copyOf(groups);
  }

  /** The hosts by name, in order of their appearance. */
  ImmutableMap<String, Host> hosts() {
    return draft.hosts.values().stream()
        .collect(ImmutableMap.toImmutableMap(host -> host.name, this::counted));
  }

  private Group counted(DraftGroup group) {
    return new Group(
        group.name,
        requireNonNull(depths.get(group)),
        group.priority,
        ImmutableMap.copyOf(group.variables),
        members(group));
  }

  private Host counted(DraftHost host) {
    return new Host(
        host.name,
        ImmutableMap.copyOf(host.variables),
        memberships.computeIfAbsent(host.groups, this::membership));
  }

  /** Hosts in the same groups share one list. */
  private ImmutableList<Group> membership(Set<DraftGroup> direct) {
    return reachable(direct, group -> group.parents).stream()
        .map(group -> groups.get(group.name))
        .filter(group -> !group.isAll())
        .sorted(Group.MERGE_ORDER)
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<String> members(DraftGroup group) {
    return reachable(Set.of(group), each -> each.children).stream()
        .flatMap(each -> each.hosts.stream())
        .map(host -> host.name)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  /** The groups themselves and all that can be reached from them, nearest first. */
  private static Set<DraftGroup> reachable(
      Collection<DraftGroup> from, Function<DraftGroup, Set<DraftGroup>> links) {
    Set<DraftGroup> reached = new LinkedHashSet<>(from);
    Deque<DraftGroup> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      for (DraftGroup link : links.apply(next.remove())) {
        if (reached.add(link)) {
          next.add(link);
        }
      }
    }
    return reached;
  }

  /** Gives each group the length of the longest way down to it, parents before children. */
  private void measure() {
    Map<DraftGroup, Integer> open = new HashMap<>();
    draft.groups.values().forEach(group -> open.put(group, group.parents.size()));
    Deque<DraftGroup> ready = new ArrayDeque<>();
    draft.groups.values().stream().filter(group -> group.parents.isEmpty()).forEach(ready::add);
    while (!ready.isEmpty()) {
      DraftGroup group = ready.remove();
      int depth = depths.computeIfAbsent(group, _ -> 0);
      for (DraftGroup child : group.children) {
        depths.merge(child, depth + 1, Math::max);
        if (open.merge(child, -1, Integer::sum) == 0) {
          ready.add(child);
        }
      }
    }
  }
}
