package dev.javaform.inventory;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Mark;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads an inventory in YAML: groups by name, each a mapping of {@code hosts}, {@code children} and
 * {@code vars}; a null stands for an empty mapping, a single name for a mapping of that name.
 */
final class YamlInventory {

  private static final List<String> SECTIONS = List.of("hosts", "children", "vars");

  private final Path file;
  private final Draft draft;
  private final Diagnostics diagnostics;

  private YamlInventory(Path file, Draft draft, Diagnostics diagnostics) {
    this.file = file;
    this.draft = draft;
    this.diagnostics = diagnostics;
  }

  /** Adds what the document says to the draft. */
  static void read(Yaml document, Path file, Draft draft, Diagnostics diagnostics) {
    new YamlInventory(file, draft, diagnostics).read(document);
  }

  private void read(Yaml document) {
    if (isNull(document)) {
      return;
    }
    if (!(document instanceof Yaml.Mapping groups)) {
      diagnostics.error(
          "Invalid inventory",
          "A YAML inventory is a mapping of groups, such as \"all:\", but this is %s."
              .formatted(document.kind()),
          document.mark());
    } else if (groups.value("plugin").isPresent()) {
      diagnostics.error(
          "Unsupported inventory",
          ("This file is for the inventory plugin \"%s\", which is not supported. Write the hosts"
                  + " down, or save what the plugin finds: ansible-inventory -i %s --list --yaml.")
              .formatted(groups.value("plugin").orElseThrow().plain(), file.getFileName()),
          groups.entry("plugin").orElseThrow().key().mark());
    } else {
      groups.entries().forEach(entry -> reporting(() -> group(entry)));
    }
  }

  private void reporting(Runnable reading) {
    try {
      reading.run();
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(diagnostics::add);
    }
  }

  private DraftGroup group(Yaml.Entry entry) {
    DraftGroup group = draft.group(name(entry.key(), "group"), entry.key().mark());
    if (entry.value() instanceof Yaml.Mapping sections) {
      sections.entries().forEach(section -> reporting(() -> section(group, section)));
    } else if (!isNull(entry.value())) {
      throw error(
          "The group %s must be a mapping of hosts, children and vars, but is %s."
              .formatted(group, entry.value().kind()),
          entry.value().mark());
    }
    return group;
  }

  private void section(DraftGroup group, Yaml.Entry section) {
    switch (section.name()) {
      case "hosts" -> members(group, section).forEach(entry -> hosts(group, entry));
      case "children" -> members(group, section).forEach(entry -> child(group, entry));
      case "vars" ->
          members(group, section).forEach(entry -> Draft.set(group, entry.name(), entry.value()));
      default ->
          diagnostics.warning(
              "Skipped inventory key",
              ("Skipping unexpected key (%s) in group (%s),"
                      + " only \"vars\", \"children\" and \"hosts\" are valid.%s")
                  .formatted(
                      section.name(), group, Suggestion.didYouMean(section.name(), SECTIONS)),
              section.key().mark());
    }
  }

  /** The entries of a section; a string names one entry without content. */
  private static List<Yaml.Entry> members(DraftGroup group, Yaml.Entry section) {
    return switch (section.value()) {
      case Yaml.Mapping mapping -> mapping.entries();
      case Yaml.Scalar scalar when scalar.value() == null -> List.of();
      case Yaml.Scalar scalar when scalar.value() instanceof String ->
          List.of(new Yaml.Entry(scalar, new Yaml.Scalar(null, "", scalar.mark(), false)));
      case Yaml other ->
          throw error(
              ("\"%s\" of the group %s must be a mapping, but is %s."
                      + " Write each name on a line of its own, with a colon after it.")
                  .formatted(section.name(), group, other.kind()),
              other.mark());
    };
  }

  private void hosts(DraftGroup group, Yaml.Entry entry) {
    reporting(
        () -> {
          Mark mark = entry.key().mark();
          draft.checkRoom(mark);
          HostNames names = HostNames.parse(name(entry.key(), "host"), mark);
          draft.add(names, group, variables(entry), file, mark);
        });
  }

  private static Map<String, Yaml> variables(Yaml.Entry host) {
    Map<String, Yaml> variables = new LinkedHashMap<>();
    if (host.value() instanceof Yaml.Mapping mapping) {
      mapping.entries().forEach(entry -> variables.put(entry.name(), entry.value()));
    } else if (!isNull(host.value())) {
      throw error(
          "The host %s must have a mapping of variables or nothing, but has %s."
              .formatted(host.name(), host.value().kind()),
          host.value().mark());
    }
    return variables;
  }

  private void child(DraftGroup parent, Yaml.Entry entry) {
    reporting(() -> draft.nest(parent, group(entry), entry.key().mark()));
  }

  private static String name(Yaml.Scalar key, String kind) {
    if (key.value() instanceof String name && !name.isBlank()) {
      return name;
    }
    throw error(
        "The name of a %s must be a string, but \"%s\" is %s. Put it in quotation marks."
            .formatted(kind, key.text(), key.kind()),
        key.mark());
  }

  private static boolean isNull(Yaml value) {
    return value instanceof Yaml.Scalar scalar && scalar.value() == null;
  }

  private static DiagnosticException error(String detail, Mark mark) {
    return new DiagnosticException(Diagnostic.error("Invalid inventory", detail, mark));
  }
}
