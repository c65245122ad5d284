package dev.javaform.binding;

import com.google.common.collect.Sets;
import dev.javaform.module.Trait;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Meta;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Goes through tasks in the order of running, and knows of each whether the run surely comes to it:
 * not where the play has no hosts, not below {@code rescue}, not in handlers or in an include that
 * may not happen, not where tags leave it out, and not once something may have ended the play. What
 * else stands at the task itself {@link TaskCheck} knows.
 */
final class EntryCheck {

  private final TaskCheck tasks;
  private final Modules modules;
  private final Path playbookFolder;
  private final Outlook outlook;
  private final Reached reached;
  private final Diagnostics found;

  /** The plays that acted on their hosts so far. */
  private final Set<Play> acted = Sets.newIdentityHashSet();

  private Optional<Play> play = Optional.empty();
  private boolean actedHere;
  private boolean mayHaveEnded;
  private boolean mayHaveFailed;

  /** Told of every task that the run surely comes to. */
  interface Reached {
    void at(Task task, Diagnostics found);
  }

  EntryCheck(
      TaskCheck tasks,
      Modules modules,
      Path playbookFolder,
      Outlook outlook,
      Reached reached,
      Diagnostics found) {
    this.tasks = tasks;
    this.modules = modules;
    this.playbookFolder = playbookFolder;
    this.outlook = outlook;
    this.reached = reached;
    this.found = found;
  }

  /** All of a play. */
  void play(Play play) {
    this.play = Optional.of(play);
    mayHaveEnded = false;
    mayHaveFailed = false;
    boolean runs = outlook.hasHosts(play);
    gathering(play, runs);
    play.sections().forEach(section -> entries(section.entries(), runs));
    play.handlers().forEach(handler -> task(handler.task(), false));
  }

  private void gathering(Play play, boolean runs) {
    Task task = play.gatherTask();
    Object gathers = play.gatherFacts().map(Yaml::plain).orElse(true);
    if (!Boolean.FALSE.equals(gathers)) {
      boolean comes = Boolean.TRUE.equals(gathers) && comesTo(task, runs);
      tasks.check(task, SearchPath.of(task, playbookFolder), comes, () -> false, found);
    }
  }

  /** Entries that the run has come to, after whatever stood before them. */
  void reached(List<Entry> entries) {
    actedHere = true;
    entries(entries, true);
  }

  private void entries(List<Entry> entries, boolean sure) {
    entries.forEach(entry -> entry(entry, sure));
  }

  private void entry(Entry entry, boolean sure) {
    switch (entry) {
      case Task task -> task(task, sure);
      case Include include -> include(include, sure);
      case Block block -> block(block, sure);
    }
  }

  /** What is rescued may be there to fail; and only what has failed comes to the rescue. */
  private void block(Block block, boolean sure) {
    boolean failed = mayHaveFailed;
    entries(block.entries(), sure && block.rescue().isEmpty());
    mayHaveFailed = block.rescue().isEmpty() ? mayHaveFailed : failed;
    failed = mayHaveFailed;
    entries(block.rescue(), false);
    mayHaveFailed = failed;
    entries(block.always(), sure);
  }

  private void task(Task task, boolean sure) {
    boolean comes = comesTo(task, sure);
    if (Meta.is(task)) {
      tasks.checkMeta(task, comes, found);
    } else {
      tasks.check(task, SearchPath.of(task, playbookFolder), comes, this::mayHaveActedHere, found);
    }
    if (comes) {
      reached.at(task, found);
    }
    note(task);
  }

  private void include(Include include, boolean sure) {
    boolean comes = comesTo(include.task(), sure);
    boolean happens = tasks.checkInclude(include, comes, this::mayHaveActedHere, found);
    entries(include.foreseen().entries(), happens);
    include.foreseen().handlers().forEach(handler -> task(handler.task(), false));
    if (include.foreseen().entries().isEmpty()) {
      mayHaveEnded = true; // what it brings is not known here
      play.ifPresent(acted::add);
    }
  }

  private boolean comesTo(Task task, boolean sure) {
    return sure && !mayHaveEnded && !mayHaveFailed && outlook.chooses(task.keywords().tags());
  }

  /** What a task means for those after it. */
  private void note(Task task) {
    mayHaveEnded |= Meta.is(task) && Meta.mayEnd(task);
    mayHaveFailed |= modules.has(task, Trait.FAILS) && !TaskCheck.mayIgnore(task);
    if (!staysHere(task)) {
      play.ifPresent(acted::add);
      actedHere |=
          Stream.of(Keyword.DELEGATE_TO, Keyword.CONNECTION).anyMatch(task.keywords()::has);
    }
  }

  private boolean staysHere(Task task) {
    return IncludedVariables.areOf(task)
        || modules.find(task.module().text()).filter(ModuleType::staysHere).isPresent();
  }

  /** Whether an earlier task may have made a file on the controller. */
  private boolean mayHaveActedHere() {
    return actedHere || acted.stream().anyMatch(outlook::isLocal);
  }
}
