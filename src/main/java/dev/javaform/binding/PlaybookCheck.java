package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Meta;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostic.Severity;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.template.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds all that is wrong with plays before any host is asked. What is included under a condition
 * may be for other hosts than these: what javaform lacks for it is a warning, and fails the include
 * on a host where the condition holds.
 */
public final class PlaybookCheck {

  private final TaskCheck tasks;
  private final VariableCheck variables;
  private final Path playbookFolder;

  /**
   * @param known the names of variables that inventory and command line bring
   * @param hasHosts whether a play will surely run
   */
  public PlaybookCheck(
      Modules modules,
      Templates templates,
      Path playbookFolder,
      Set<String> known,
      Predicate<Play> hasHosts) {
    this.tasks = new TaskCheck(modules, templates);
    this.variables = new VariableCheck(templates, known, hasHosts);
    this.playbookFolder = playbookFolder;
  }

  /** Adds what is wrong with the plays of one playbook to {@code found}. */
  public void check(List<Play> plays, Diagnostics found) {
    for (Play play : plays) {
      play.sections().forEach(section -> entries(section.entries(), found));
      play.handlers().forEach(handler -> task(handler.task(), Severity.ERROR, found));
    }
    variables.check(plays, found);
  }

  /** Adds what is wrong with entries that were included while running. */
  public void entries(ImmutableList<Entry> entries, Diagnostics found) {
    entries(entries, Severity.ERROR, found);
  }

  private void entries(List<Entry> entries, Severity lack, Diagnostics found) {
    entries.forEach(entry -> entry(entry, lack, found));
  }

  private void entry(Entry entry, Severity lack, Diagnostics found) {
    switch (entry) {
      case Task task -> task(task, lack, found);
      case Include include -> {
        tasks.checkKeywords(include.task(), found);
        entries(include.foreseen(), include.isConditional() ? Severity.WARNING : lack, found);
      }
      case Block block -> {
        entries(block.entries(), lack, found);
        entries(block.rescue(), lack, found);
        entries(block.always(), lack, found);
      }
    }
  }

  private void task(Task task, Severity lack, Diagnostics found) {
    if (Meta.is(task)) {
      tasks.checkKeywords(task, found);
      meta(task, found);
    } else {
      tasks.check(task, SearchPath.of(task, playbookFolder), lack, found);
    }
  }

  private static void meta(Task task, Diagnostics found) {
    try {
      Meta.of(task);
    } catch (DiagnosticException e) {
      e.diagnostics().forEach(found::add);
    }
  }
}
