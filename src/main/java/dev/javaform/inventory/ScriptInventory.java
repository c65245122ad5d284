package dev.javaform.inventory;

import static java.util.Objects.requireNonNull;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what an inventory script prints: groups by name, each a list of hosts or a mapping of
 * {@code hosts}, {@code children} and {@code vars}; any other mapping is a host and its variables.
 * The variables of hosts stand in {@code _meta}, or the script is asked for those of each.
 */
final class ScriptInventory {

  private static final Set<String> SECTIONS = Set.of("hosts", "children", "vars");

  private final InventoryScript script;
  private final Path file;
  private final Draft draft;
  private final Set<String> hosts = new LinkedHashSet<>();

  private ScriptInventory(InventoryScript script, Path file, Draft draft) {
    this.script = script;
    this.file = file;
    this.draft = draft;
  }

  /**
   * Adds what the script says to the draft.
   *
   * @throws DiagnosticException where it fails, or prints something else
   */
  static void read(InventoryScript script, Path file, Draft draft) {
    script.answer("--list").ifPresent(new ScriptInventory(script, file, draft)::read);
  }

  private void read(Yaml document) {
    Yaml.Mapping groups = mapping(document, "What an inventory script prints");
    for (Yaml.Entry entry : groups.entries()) {
      if (!entry.name().equals("_meta")) {
        group(entry.key(), entry.value());
      }
    }
    Optional<Yaml> known =
        groups.value("_meta").flatMap(meta -> mapping(meta, "_meta").value("hostvars"));
    hosts.forEach(host -> variables(host, known));
  }

  private void group(Yaml.Scalar key, Yaml content) {
    DraftGroup group = draft.group(key.text(), key.mark());
    switch (content) {
      case Yaml.Mapping sections when sections.entries().stream().anyMatch(this::isSection) -> {
        sections.value("hosts").ifPresent(names -> names(names).forEach(each -> add(each, group)));
        sections.value("vars").ifPresent(vars -> variables(group, vars));
        sections
            .value("children")
            .ifPresent(names -> names(names).forEach(each -> nest(group, each)));
      }
      case Yaml.Mapping variables -> {
        add(key, group);
        variables(group, variables);
      }
      case Yaml other -> names(other).forEach(each -> add(each, group));
    }
  }

  private boolean isSection(Yaml.Entry entry) {
    return SECTIONS.contains(entry.name());
  }

  private void add(Yaml.Scalar name, DraftGroup group) {
    draft.checkRoom(name.mark());
    HostNames host = HostNames.plain(name.text(), name.mark());
    draft.add(host, group, Map.of(), file, name.mark());
    hosts.addAll(host.names());
  }

  private void nest(DraftGroup parent, Yaml.Scalar child) {
    draft.nest(parent, draft.group(child.text(), child.mark()), child.mark());
  }

  private static void variables(DraftGroup group, Yaml content) {
    mapping(content, "The variables of the group " + group)
        .entries()
        .forEach(entry -> Draft.set(group, entry.name(), entry.value()));
  }

  private void variables(String host, Optional<Yaml> known) {
    Optional<Yaml> content =
        known.isPresent()
            ? mapping(known.get(), "hostvars").value(host)
            : script.answer("--host", host);
    Map<String, Yaml> variables = requireNonNull(draft.hosts.get(host)).variables;
    content.ifPresent(
        it ->
            mapping(it, "What belongs to the host " + host)
                .entries()
                .forEach(entry -> variables.put(entry.name(), entry.value())));
  }

  private static List<Yaml.Scalar> names(Yaml list) {
    if (list instanceof Yaml.Sequence many
        && many.items().stream().allMatch(Yaml.Scalar.class::isInstance)) {
      return many.items().stream().map(Yaml.Scalar.class::cast).toList();
    }
    throw error("A list of names is needed here, but this is %s.".formatted(list.kind()), list);
  }

  private static Yaml.Mapping mapping(Yaml content, String what) {
    if (content instanceof Yaml.Mapping mapping) {
      return mapping;
    }
    throw error("%s is a mapping, but this is %s.".formatted(what, content.kind()), content);
  }

  private static DiagnosticException error(String detail, Yaml at) {
    return new DiagnosticException(Diagnostic.error("Invalid inventory", detail, at.mark()));
  }
}
