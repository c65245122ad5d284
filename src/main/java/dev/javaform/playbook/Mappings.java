package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import java.util.LinkedHashMap;
import java.util.Map;

/** Mappings laid over each other. */
final class Mappings {

  private Mappings() {}

  static Yaml.Mapping empty(Mark mark) {
    return new Yaml.Mapping(ImmutableList.of(), mark);
  }

  /** All entries; of a key in several mappings the last one's. */
  static Yaml.Mapping joined(Iterable<Yaml.Mapping> layers, Mark mark) {
    Map<String, Yaml.Entry> all = new LinkedHashMap<>();
    layers.forEach(layer -> layer.entries().forEach(entry -> all.put(entry.name(), entry)));
    return new Yaml.Mapping(ImmutableList.copyOf(all.values()), mark);
  }
}
