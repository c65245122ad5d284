package dev.javaform.playbook;

import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds notified names that no handler has. Where something is included that may bring handlers, or
 * a handler's name is a template, nothing is sure and nothing is said.
 */
final class NotifyCheck {

  private final Set<String> known = new HashSet<>();
  private final Diagnostics diagnostics;

  private NotifyCheck(List<Handler> handlers, Diagnostics diagnostics) {
    handlers.forEach(handler -> known.addAll(handler.names()));
    this.diagnostics = diagnostics;
  }

  static void check(List<Play.Section> sections, List<Handler> handlers, Diagnostics diagnostics) {
    NotifyCheck check = new NotifyCheck(handlers, diagnostics);
    List<Entry> entries = sections.stream().flatMap(section -> flat(section.entries())).toList();
    boolean sure =
        entries.stream().noneMatch(NotifyCheck::bringsHandlers)
            && check.known.stream().noneMatch(Yaml::isTemplateText);
    if (sure) {
      entries.forEach(check::entry);
      handlers.forEach(handler -> check.entry(handler.task()));
    }
  }

  /** The entries with those inside of blocks. */
  private static Stream<Entry> flat(List<Entry> entries) {
    return entries.stream()
        .flatMap(
            entry ->
                entry instanceof Block block
                    ? Stream.of(block.entries(), block.rescue(), block.always())
                        .flatMap(NotifyCheck::flat)
                    : Stream.of(entry));
  }

  private static boolean bringsHandlers(Entry entry) {
    return entry instanceof Include;
  }

  private void entry(Entry entry) {
    if (entry instanceof Task task) {
      task.notifies().stream().filter(name -> !name.isTemplate()).forEach(this::name);
    }
  }

  private void name(Yaml.Scalar name) {
    if (!known.contains(name.text())) {
      diagnostics.warning(
          "Unknown handler",
          ("\"%s\" is neither a handler's name nor a topic that a handler listens to.%s The task"
                  + " fails where it changes something.")
              .formatted(name.text(), Suggestion.didYouMean(name.text(), known)),
          name.mark());
    }
  }
}
