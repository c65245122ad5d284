package dev.javaform.inventory;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A group while the sources are being read; one object per name. */
final class DraftGroup {

  final String name;
  final Mark mark;
  final Set<DraftGroup> children = new LinkedHashSet<>();
  final Set<DraftGroup> parents = new LinkedHashSet<>();
  final Set<DraftHost> hosts = new LinkedHashSet<>();
  final Map<String, Yaml> variables = new LinkedHashMap<>();
  int priority = 1;

  DraftGroup(String name, Mark mark) {
    this.name = name;
    this.mark = mark;
  }

  void add(DraftHost host) {
    hosts.add(host);
    host.groups.add(this);
  }

  void remove(DraftHost host) {
    hosts.remove(host);
    host.groups.remove(this);
  }

  @Override
  public String toString() {
    return name;
  }
}
