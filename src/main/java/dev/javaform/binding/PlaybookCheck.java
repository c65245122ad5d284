package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Play;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.template.Templates;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Finds all that is wrong with plays before any host is asked. It is an error where the run surely
 * comes to it and fails there; else it is a warning, and fails the task on the hosts that reach it.
 */
public final class PlaybookCheck {

  private final Modules modules;
  private final Templates templates;
  private final Path playbookFolder;
  private final Set<String> known;
  private final Outlook outlook;

  /**
   * @param known the names of variables that inventory and command line bring
   */
  public PlaybookCheck(
      Modules modules,
      Templates templates,
      Path playbookFolder,
      Set<String> known,
      Outlook outlook) {
    this.modules = modules;
    this.templates = templates;
    this.playbookFolder = playbookFolder;
    this.known = known;
    this.outlook = outlook;
  }

  /**
   * Adds what is wrong with the plays of one playbook to {@code found}.
   *
   * @param all the plays of the run: what one of them sets the others see
   */
  public void check(List<Play> plays, List<Play> all, Diagnostics found) {
    VariableCheck variables = new VariableCheck(modules, templates, known, all);
    EntryCheck entries = entries(found, variables::uses);
    for (Play play : plays) {
      outlook.mistake(play).ifPresent(each -> hosts(each, play.equals(all.getFirst()), found));
      entries.play(play);
    }
    misspelt(plays, found);
  }

  /** Only the first play is sure to begin. */
  private static void hosts(Diagnostic mistake, boolean begins, Diagnostics found) {
    found.add(begins ? mistake : mistake.whenReached());
  }

  private void misspelt(List<Play> plays, Diagnostics found) {
    List<PlayOptions> options = plays.stream().map(PlayOptions::new).toList();
    List<Path> roles = options.stream().flatMap(play -> play.folders().stream()).toList();
    MisspeltVariables misspelt = new MisspeltVariables(roles, playbookFolder, outlook);
    options.forEach(play -> misspelt.check(play, found));
  }

  /** Adds what is wrong with entries that were included while running. */
  public void entries(ImmutableList<Entry> entries, Diagnostics found) {
    entries(found, (_, _) -> {}).reached(entries);
  }

  private EntryCheck entries(Diagnostics found, EntryCheck.Reached reached) {
    TaskCheck tasks = new TaskCheck(modules, templates);
    return new EntryCheck(tasks, modules, playbookFolder, outlook, reached, found);
  }
}
