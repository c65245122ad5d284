package dev.javaform.source;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of one mapping while it is read. Merged entries come first and give way to the
 * mapping's own; of several mappings merged in one list the first wins, of several merge keys the
 * last, as PyYAML has it.
 */
final class YamlEntries {

  private final Diagnostics diagnostics;
  private final Map<String, Yaml.Entry> own = new LinkedHashMap<>();
  private final Map<String, Yaml.Entry> merged = new LinkedHashMap<>();

  YamlEntries(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void put(Yaml.Scalar key, Yaml value) {
    Yaml.Entry before = own.put(key.text(), new Yaml.Entry(key, value));
    if (before != null) {
      diagnostics.warning(
          "Duplicate key",
          "\"%s\" is already in this mapping, at %s. Only this last one counts."
              .formatted(key.text(), before.key().mark()),
          key.mark());
    }
  }

  void merge(Yaml value) {
    switch (value) {
      case Yaml.Mapping mapping -> add(mapping);
      case Yaml.Sequence list -> list.items().reverse().forEach(item -> add(mapping(item)));
      case Yaml.Scalar scalar -> throw notMergeable(scalar);
    }
  }

  ImmutableList<Yaml.Entry> all() {
    Map<String, Yaml.Entry> all = new LinkedHashMap<>(merged);
    all.putAll(own);
    return ImmutableList.copyOf(all.values());
  }

  private void add(Yaml.Mapping mapping) {
    mapping.entries().forEach(entry -> merged.put(entry.name(), entry));
  }

  private static Yaml.Mapping mapping(Yaml value) {
    if (value instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw notMergeable(value);
  }

  private static DiagnosticException notMergeable(Yaml value) {
    return new DiagnosticException(
        Diagnostic.error(
            "Invalid merge",
            "<< takes a mapping or a list of mappings, usually aliases; this is %s."
                .formatted(value.kind()),
            value.mark()));
  }
}
