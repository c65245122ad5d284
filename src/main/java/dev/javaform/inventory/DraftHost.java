package dev.javaform.inventory;

import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A host while the sources are being read; one object per name. */
final class DraftHost {

  final String name;
  final Mark mark;
  final Set<DraftGroup> groups = new LinkedHashSet<>();
  final Map<String, Yaml> variables = new LinkedHashMap<>();

  DraftHost(String name, Mark mark) {
    this.name = name;
    this.mark = mark;
  }

  @Override
  public String toString() {
    return name;
  }
}
