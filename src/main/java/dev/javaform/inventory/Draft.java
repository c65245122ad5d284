package dev.javaform.inventory;

import static java.util.Objects.requireNonNull;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The inventory while its sources are read, one after the other: what they say is added up. The
 * groups {@code all} and {@code ungrouped} are there from the start.
 */
final class Draft {

  static final String ALL = "all";
  static final String UNGROUPED = "ungrouped";
  private static final String PRIORITY = "ansible_group_priority";

  /** How often hosts may be named in all groups together. */
  private static final int MOST = 300_000;

  final Map<String, DraftGroup> groups = new LinkedHashMap<>();
  final Map<String, DraftHost> hosts = new LinkedHashMap<>();
  private int named;

  Draft() {
    link(group(ALL, Mark.NOWHERE), group(UNGROUPED, Mark.NOWHERE));
  }

  /** The group of that name, made where there is none yet. */
  DraftGroup group(String name, Mark mark) {
    return groups.computeIfAbsent(name, _ -> new DraftGroup(name, mark));
  }

  /** Sets a variable of a group; a later one wins. Throws for a priority that is no number. */
  static void set(DraftGroup group, String name, Yaml value) {
    if (name.equals(PRIORITY)) {
      group.priority = priority(value);
    } else {
      group.variables.put(name, value);
    }
  }

  private static int priority(Yaml value) {
    try {
      return Integer.parseInt(String.valueOf(value.plain()));
    } catch (NumberFormatException _) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Invalid group priority",
              "%s must be a whole number, but is %s: %s."
                  .formatted(PRIORITY, value.kind(), value.plain()),
              value.mark()));
    }
  }

  /** Throws where so many hosts were named that no more may be, as ranges easily do. */
  void checkRoom(Mark mark) {
    if (named > MOST) {
      throw new DiagnosticException(
          Diagnostic.error(
              "Too many hosts",
              "Before this, hosts are named more than %,d times, which is surely a mistake."
                  .formatted(MOST),
              mark));
    }
  }

  /**
   * Adds hosts to a group; those known already keep what they have, and later variables win.
   *
   * @param file the inventory file that names them; the first one counts
   */
  void add(HostNames names, DraftGroup group, Map<String, Yaml> variables, Path file, Mark mark) {
    named += names.names().size();
    for (String name : names.names()) {
      DraftHost host = hosts.computeIfAbsent(name, _ -> created(name, names, file, mark));
      group.add(host);
      host.variables.putAll(variables);
    }
  }

  /** The host of that name, which was added. */
  DraftHost host(String name) {
    return requireNonNull(hosts.get(name));
  }

  private static DraftHost created(String name, HostNames named, Path file, Mark mark) {
    DraftHost host = new DraftHost(name, mark);
    named.port().ifPresent(port -> host.variables.put("ansible_port", scalar((long) port, mark)));
    host.variables.put("inventory_file", scalar(file.toString(), mark));
    host.variables.put("inventory_dir", scalar(String.valueOf(file.getParent()), mark));
    return host;
  }

  private static Yaml scalar(Object value, Mark mark) {
    return new Yaml.Scalar(value, value.toString(), mark, true);
  }

  /** Makes one group a child of another; throws where a cycle would arise. */
  void nest(DraftGroup parent, DraftGroup child, Mark mark) {
    List<DraftGroup> way = child.name.equals(ALL) ? List.of(child, parent) : way(child, parent);
    if (!way.isEmpty()) {
      throw cycle(parent, way, mark);
    }
    link(parent, child);
  }

  /** Makes one group a child of another. */
  static void link(DraftGroup parent, DraftGroup child) {
    parent.children.add(child);
    child.parents.add(parent);
  }

  /**
   * The groups on the shortest way down from one group to another; empty where none leads there.
   */
  private static List<DraftGroup> way(DraftGroup from, DraftGroup to) {
    Map<DraftGroup, DraftGroup> cameFrom = new HashMap<>(Map.of(from, from));
    Deque<DraftGroup> next = new ArrayDeque<>(List.of(from));
    while (!next.isEmpty() && !cameFrom.containsKey(to)) {
      DraftGroup group = next.remove();
      for (DraftGroup child : group.children) {
        if (cameFrom.putIfAbsent(child, group) == null) {
          next.add(child);
        }
      }
    }
    return cameFrom.containsKey(to) ? traced(cameFrom, from, to) : List.of();
  }

  private static List<DraftGroup> traced(
      Map<DraftGroup, DraftGroup> cameFrom, DraftGroup from, DraftGroup to) {
    List<DraftGroup> way = new ArrayList<>(List.of(to));
    while (way.getLast() != from) {
      way.add(cameFrom.get(way.getLast()));
    }
    Collections.reverse(way);
    return way;
  }

  private static DiagnosticException cycle(DraftGroup parent, List<DraftGroup> way, Mark mark) {
    String circle = way.stream().map(DraftGroup::toString).collect(Collectors.joining(" > "));
    return new DiagnosticException(
        Diagnostic.error(
            "Group cycle",
            ("A group cannot contain itself, but this line would close the circle %s > %s."
                    + " Remove one of its links.")
                .formatted(parent, circle),
            mark));
  }

  /** Puts every group below {@code all}, and every host without a group into {@code ungrouped}. */
  void settle() {
    DraftGroup all = group(ALL, Mark.NOWHERE);
    groups.values().stream()
        .filter(group -> group != all && group.parents.isEmpty())
        .forEach(group -> link(all, group));
    hosts.values().forEach(this::settle);
  }

  private void settle(DraftHost host) {
    DraftGroup all = group(ALL, Mark.NOWHERE);
    DraftGroup ungrouped = group(UNGROUPED, Mark.NOWHERE);
    if (host.groups.stream().allMatch(group -> group == all || group == ungrouped)) {
      ungrouped.add(host);
    } else {
      ungrouped.remove(host);
    }
  }
}
