package dev.javaform.binding;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Streams;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.Task;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Finds variables that are surely undefined: used by a task that surely runs, and set nowhere.
 * Where files of variables are only known while running, nothing is sure and nothing is said.
 */
final class VariableCheck {

  private static final ImmutableSet<String> MAGIC =
      ImmutableSet.of(
          "groups",
          "hostvars",
          "inventory_hostname",
          "inventory_hostname_short",
          "group_names",
          "play_hosts",
          "playbook_dir",
          "inventory_dir",
          "inventory_file",
          "role_name",
          "role_names",
          "role_path",
          "omit",
          "vars",
          "environment",
          "item",
          "javaform",
          "template_host",
          "template_path",
          "template_fullpath",
          "template_run_date",
          "template_uid");

  /** Debug shows an undefined variable as such; assertions are expressions of their own kind. */
  private static final ImmutableSet<String> EXPRESSIONS = ImmutableSet.of("var", "that");

  private final Templates templates;
  private final Predicate<Play> hasHosts;
  private final Set<String> known;
  private final Set<Templates.Reference> told = new HashSet<>();
  private boolean sure = true;

  /**
   * @param hasHosts whether a play will surely run
   */
  VariableCheck(Templates templates, Set<String> known, Predicate<Play> hasHosts) {
    this.templates = templates;
    this.hasHosts = hasHosts;
    this.known = new HashSet<>(known);
    this.known.addAll(MAGIC);
  }

  void check(List<Play> plays, Diagnostics found) {
    plays.forEach(this::learn);
    if (sure) {
      plays.stream()
          .filter(hasHosts)
          .forEach(play -> play.sections().forEach(section -> uses(section.entries(), found)));
    }
  }

  private void learn(Play play) {
    learn(play.vars());
    sure &= play.varsFiles().isEmpty();
    play.roles().forEach(this::learn);
    play.sections().forEach(section -> section.entries().forEach(this::learn));
    play.handlers().forEach(handler -> learn(handler.task()));
  }

  private void learn(Role role) {
    learn(role.defaults());
    learn(role.vars());
    learn(role.parameters());
    role.dependencies().forEach(this::learn);
  }

  private void learn(Yaml.Mapping variables) {
    variables.entries().forEach(entry -> known.add(entry.name()));
  }

  private void learn(Entry entry) {
    learn(entry.keywords());
    switch (entry) {
      case Task task -> learn(task);
      case Include include -> {
        sure = false; // what it brings may set any variable
        learn(include.task());
      }
      case Block block -> {
        block.entries().forEach(this::learn);
        block.rescue().forEach(this::learn);
        block.always().forEach(this::learn);
      }
    }
  }

  private void learn(Keywords keywords) {
    keywords.vars().forEach(this::learn);
    keywords.role().ifPresent(this::learn);
  }

  private void learn(Task task) {
    task.register().ifPresent(name -> known.add(name.text()));
    task.loop().ifPresent(this::learn);
    if (task.module().text().endsWith("set_fact")) {
      learn(task.arguments());
      sure &= task.arguments().entries().stream().noneMatch(fact -> fact.name().contains("{{"));
    }
  }

  private void learn(Task.Loop loop) {
    known.add(loop.variable());
    loop.indexVariable().ifPresent(known::add);
  }

  private void uses(List<Entry> entries, Diagnostics found) {
    for (Entry entry : entries) {
      switch (entry) {
        case Task task -> uses(task, found);
        case Block block when block.rescue().isEmpty() -> uses(block.entries(), found);
        case Block _ -> {} // to fail may be its purpose
        case Include _ -> {} // nothing is sure where there is one
      }
    }
  }

  /** What a condition guards, and what a loop may not even begin, is not surely evaluated. */
  private void uses(Task task, Diagnostics found) {
    if (task.keywords().ignoreErrors().isPresent()) {
      return; // to fail may be its purpose
    }
    if (!task.keywords().when().isEmpty()) {
      condition(task.keywords().when(), found);
    } else if (task.loop().isPresent()) {
      report(templates.references(task.loop().get().items()), found);
    } else {
      surroundings(task.keywords())
          .forEach(written -> report(templates.references(written), found));
      task.arguments().entries().stream()
          .filter(argument -> !EXPRESSIONS.contains(argument.name()))
          .forEach(argument -> report(templates.references(argument.value()), found));
      task.freeForm().ifPresent(text -> report(templates.references(text), found));
      condition(task.failedWhen(), found);
      condition(task.changedWhen(), found);
    }
  }

  private static Stream<Yaml> surroundings(Keywords keywords) {
    return Streams.concat(
        keywords.delegateTo().stream(),
        keywords.become().stream(),
        keywords.checkMode().stream(),
        keywords.environment().stream());
  }

  /** Of several conditions only the first is surely evaluated. */
  private void condition(List<Yaml> conditions, Diagnostics found) {
    conditions.stream()
        .limit(1)
        .filter(first -> first.plain() instanceof String)
        .forEach(
            first -> report(templates.references((String) first.plain(), first.mark()), found));
  }

  private void report(Set<Templates.Reference> references, Diagnostics found) {
    references.stream()
        .filter(reference -> !isKnown(reference.name()) && told.add(reference))
        .forEach(
            reference ->
                found.error(
                    "Undefined variable",
                    "\"%s\" is not defined by the inventory, the play, a role, an earlier task or -e.%s"
                        .formatted(
                            reference.name(), Suggestion.didYouMean(reference.name(), known)),
                    reference.mark()));
  }

  private boolean isKnown(String name) {
    return known.contains(name) || name.startsWith("ansible_");
  }
}
