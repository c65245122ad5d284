package dev.javaform.inventory;

import static java.util.Objects.requireNonNull;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What is no mistake but worth a warning; the words are Ansible's where it has some. */
final class InventoryWarnings {

  private static final Pattern VARIABLE_NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

  private InventoryWarnings() {}

  /**
   * Adds them.
   *
   * @param hint what to do where there is no host, or nothing
   */
  static void report(Draft draft, String hint, Diagnostics diagnostics) {
    names(draft, diagnostics);
    draft.groups.values().stream()
        .filter(group -> draft.hosts.containsKey(group.name))
        .forEach(
            group ->
                diagnostics.warning(
                    "Ambiguous name",
                    "Found both group and host with same name: %s".formatted(group),
                    requireNonNull(draft.hosts.get(group.name)).mark));
    if (draft.hosts.isEmpty()) {
      empty(hint, diagnostics);
    }
  }

  private static void empty(String hint, Diagnostics diagnostics) {
    diagnostics.add(
        new Diagnostic(
            Diagnostic.Severity.WARNING,
            "Empty inventory",
            "provided hosts list is empty, only localhost is available."
                + " Note that the implicit localhost does not match 'all'"
                + hint,
            Optional.empty()));
  }

  private static void names(Draft draft, Diagnostics diagnostics) {
    List<DraftGroup> invalid =
        draft.groups.values().stream()
            .filter(group -> !VARIABLE_NAME.matcher(group.name).matches())
            .toList();
    if (!invalid.isEmpty()) {
      diagnostics.warning(
          "Invalid group name",
          ("Invalid characters were found in group names but not replaced: %s."
                  + " Expressions such as groups.name need letters, digits and underscores.")
              .formatted(
                  invalid.stream().map(DraftGroup::toString).collect(Collectors.joining(", "))),
          invalid.getFirst().mark);
    }
  }
}
