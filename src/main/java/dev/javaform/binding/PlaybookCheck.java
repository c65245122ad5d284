package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Meta;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Task;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.template.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Finds all that is wrong with plays before any host is asked. */
public final class PlaybookCheck {

  private final TaskCheck tasks;
  private final VariableCheck variables;
  private final Path playbookFolder;

  /**
   * @param known the names of variables that inventory and command line bring
   */
  public PlaybookCheck(
      Modules modules, Templates templates, Path playbookFolder, Set<String> known) {
    this.tasks = new TaskCheck(modules, templates);
    this.variables = new VariableCheck(templates, known);
    this.playbookFolder = playbookFolder;
  }

  /** Adds what is wrong with the plays of one playbook to {@code found}. */
  public void check(List<Play> plays, Diagnostics found) {
    for (Play play : plays) {
      play.sections().forEach(section -> entries(section.entries(), found));
      play.handlers().forEach(handler -> task(handler.task(), found));
    }
    variables.check(plays, found);
  }

  /** Adds what is wrong with entries that were included while running. */
  public void entries(ImmutableList<Entry> entries, Diagnostics found) {
    entries.forEach(entry -> entry(entry, found));
  }

  private void entry(Entry entry, Diagnostics found) {
    switch (entry) {
      case Task task -> task(task, found);
      case Include include -> {
        tasks.checkKeywords(include.task(), found);
        entries(include.foreseen(), found);
      }
      case Block block -> {
        entries(block.entries(), found);
        entries(block.rescue(), found);
        entries(block.always(), found);
      }
    }
  }

  private void task(Task task, Diagnostics found) {
    if (Meta.is(task)) {
      tasks.checkKeywords(task, found);
      meta(task, found);
    } else {
      tasks.check(task, SearchPath.of(task, playbookFolder), found);
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
