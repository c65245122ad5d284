package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * The plugin {@code generator}: a host for every combination of the values of its layers, and
 * groups above it; the names of all are templates.
 */
final class GeneratorInventory {

  private static final ImmutableSet<String> KNOWN = ImmutableSet.of("plugin", "hosts", "layers");
  private static final ImmutableSet<String> OF_HOSTS = ImmutableSet.of("name", "parents");
  private static final ImmutableSet<String> OF_PARENTS = ImmutableSet.of("name", "parents", "vars");

  /** More hosts than that are surely a mistake. */
  private static final int MOST = 100_000;

  private final Yaml.Mapping settings;
  private final Path file;
  private final HostExpressions expressions;
  private final Draft draft;
  private final Diagnostics diagnostics;

  GeneratorInventory(
      Yaml.Mapping settings,
      Path file,
      HostExpressions expressions,
      Draft draft,
      Diagnostics diagnostics) {
    this.settings = settings;
    this.file = file;
    this.expressions = expressions;
    this.draft = draft;
    this.diagnostics = diagnostics;
  }

  /**
   * Adds hosts and groups to the draft.
   *
   * @throws DiagnosticException where it is written wrongly, or a template has no value
   */
  void read() {
    check(settings, KNOWN);
    Yaml.Mapping hosts = mapping(settings, "hosts");
    check(hosts, OF_HOSTS);
    ImmutableList<Yaml.Entry> layers = mapping(settings, "layers").entries();
    List<List<Yaml>> values = layers.stream().<List<Yaml>>map(this::values).toList();
    if (values.stream().mapToDouble(List::size).reduce(1, (all, some) -> all * some) > MOST) {
      throw wrong("These layers make more than %,d hosts.".formatted(MOST), settings.mark());
    }
    for (List<Yaml> combination : Lists.cartesianProduct(values)) {
      host(hosts, seen(layers, combination));
    }
  }

  private void check(Yaml.Mapping mapping, ImmutableSet<String> known) {
    for (Yaml.Entry entry : mapping.entries()) {
      if (!known.contains(entry.name())) {
        diagnostics.add(
            Diagnostic.warning(
                "Unknown argument",
                "The plugin generator has no \"%s\" here, so it has no effect.%s"
                    .formatted(entry.name(), Suggestion.didYouMean(entry.name(), known)),
                entry.key().mark()));
      }
    }
  }

  private static ImmutableMap<String, Yaml> seen(
      ImmutableList<Yaml.Entry> layers, List<Yaml> combination) {
    ImmutableMap.Builder<String, Yaml> seen = ImmutableMap.builder();
    for (int i = 0; i < layers.size(); i++) {
      seen.put(layers.get(i).name(), combination.get(i));
    }
    return seen.buildKeepingLast();
  }

  private void host(Yaml.Mapping hosts, Map<String, Yaml> seen) {
    Yaml.Scalar name = name(hosts, "hosts");
    String text = text(name, seen);
    DraftGroup ungrouped = draft.group(Draft.UNGROUPED, Mark.NOWHERE);
    HostNames names = new HostNames(ImmutableList.of(text), OptionalInt.empty());
    draft.add(names, ungrouped, Map.of(), file, name.mark());
    DraftHost host = draft.host(text);
    for (Yaml.Mapping parent : parents(hosts)) {
      group(parent, seen).add(host);
    }
  }

  /** A group, with those above it. */
  private DraftGroup group(Yaml.Mapping written, Map<String, Yaml> seen) {
    check(written, OF_PARENTS);
    Yaml.Scalar name = name(written, "parents");
    DraftGroup group = draft.group(text(name, seen), name.mark());
    if (written.value("vars").isPresent()) {
      for (Yaml.Entry entry : mapping(written, "vars").entries()) {
        Yaml.Scalar value = scalar(entry.value());
        Draft.set(group, entry.name(), PlainYaml.of(text(value, seen), value.mark()));
      }
    }
    for (Yaml.Mapping parent : parents(written)) {
      draft.nest(group(parent, seen), group, name.mark());
    }
    return group;
  }

  private ImmutableList<Yaml.Mapping> parents(Yaml.Mapping of) {
    return of.value("parents").stream()
        .flatMap(parents -> items(parents).stream())
        .map(GeneratorInventory::mapping)
        .collect(ImmutableList.toImmutableList());
  }

  private List<Yaml> values(Yaml.Entry layer) {
    return items(layer.value());
  }

  private static ImmutableList<Yaml> items(Yaml list) {
    if (list instanceof Yaml.Sequence many) {
      return many.items();
    }
    throw wrong("A list is needed here, but this is %s.".formatted(list.kind()), list.mark());
  }

  private static Yaml.Mapping mapping(Yaml.Mapping in, String key) {
    return mapping(in.value(key).orElseThrow(() -> missing(key, in.mark())));
  }

  private static Yaml.Mapping mapping(Yaml value) {
    if (value instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw wrong("A mapping is needed here, but this is %s.".formatted(value.kind()), value.mark());
  }

  private static Yaml.Scalar name(Yaml.Mapping in, String of) {
    return scalar(
        in.value("name")
            .orElseThrow(() -> wrong("What %s makes needs a name.".formatted(of), in.mark())));
  }

  private static Yaml.Scalar scalar(Yaml value) {
    if (value instanceof Yaml.Scalar scalar) {
      return scalar;
    }
    throw wrong("A template is needed here, but this is %s.".formatted(value.kind()), value.mark());
  }

  private String text(Yaml.Scalar template, Map<String, Yaml> seen) {
    return expressions.text(template, seen);
  }

  private static DiagnosticException missing(String key, Mark mark) {
    return wrong("The plugin generator needs \"%s\".".formatted(key), mark);
  }

  private static DiagnosticException wrong(String detail, Mark mark) {
    return new DiagnosticException(Diagnostic.error("Invalid inventory", detail, mark));
  }
}
