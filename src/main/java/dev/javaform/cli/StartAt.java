package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Playbook;
import dev.javaform.playbook.Task;
import dev.javaform.python.Glob;
import dev.javaform.python.Regex;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves out what stands before the first task of a name: plays become empty, the play with the
 * task keeps its facts. Tasks below {@code rescue} are not begun with, as little as those that an
 * include brings while running.
 */
final class StartAt {

  private final String name;
  private final Regex pattern;
  private final Set<String> names = new LinkedHashSet<>();
  private boolean begun;

  /**
   * @param name a task's name, with or without its role before it; {@code *} and {@code ?} stand
   *     for anything
   */
  StartAt(String name) {
    this.name = name;
    this.pattern = Glob.compile(name);
  }

  /** The playbooks from there on; an error is added where there is no such task. */
  ImmutableList<Playbook> of(List<Playbook> playbooks, Diagnostics found) {
    ImmutableList<Playbook> rest =
        playbooks.stream()
            .map(playbook -> new Playbook(playbook.file(), plays(playbook)))
            .collect(ImmutableList.toImmutableList());
    if (!begun) {
      found.add(Diagnostic.error("Unknown task", unknown()));
    }
    return rest;
  }

  private String unknown() {
    return ("There is no task called \"%s\" to start at. Tasks below rescue, and tasks that an"
            + " include reads, cannot be started at.%s")
        .formatted(name, Suggestion.didYouMean(name, names));
  }

  private ImmutableList<Play> plays(Playbook playbook) {
    return playbook.plays().stream().map(this::play).collect(ImmutableList.toImmutableList());
  }

  private Play play(Play play) {
    if (begun) {
      return play;
    }
    List<Play.Section> sections = new ArrayList<>();
    for (Play.Section section : play.sections()) {
      sections.add(new Play.Section(section.name(), entries(section.entries())));
    }
    Optional<Yaml> nothing = Optional.of(new Yaml.Scalar(false, "false", play.mark(), true));
    return play.with(ImmutableList.copyOf(sections), begun ? play.gatherFacts() : nothing);
  }

  private ImmutableList<Entry> entries(List<Entry> entries) {
    ImmutableList.Builder<Entry> rest = ImmutableList.builder();
    for (Entry entry : entries) {
      if (begun) {
        rest.add(entry);
      } else {
        rest(entry).ifPresent(rest::add);
      }
    }
    return rest.build();
  }

  /** What is left of an entry, if the task is in it. */
  private Optional<Entry> rest(Entry entry) {
    switch (entry) {
      case Task task -> look(task);
      case Include include -> look(include.task());
      case Block block -> {
        Block rest =
            new Block(
                block.name(),
                entries(block.entries()),
                block.rescue(),
                entries(block.always()),
                block.role(),
                block.mark(),
                block.keywords());
        return Optional.<Entry>of(rest).filter(_ -> begun);
      }
    }
    return Optional.of(entry).filter(_ -> begun);
  }

  private void look(Task task) {
    for (String called : Listing.names(task)) {
      names.add(called);
      begun |= pattern.matches(called);
    }
  }
}
