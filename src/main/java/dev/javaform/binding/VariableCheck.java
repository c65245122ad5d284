package dev.javaform.binding;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import dev.javaform.module.Trait;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.Task;
import dev.javaform.source.Condition;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import dev.javaform.template.Templates;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds variables that are surely undefined: used by a task that is surely reached, and set
 * nowhere. Where files of variables are only known while running, nothing is sure and nothing is
 * said.
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

  private final Modules modules;
  private final Templates templates;
  private final Set<String> known;
  private final Set<Templates.Reference> told = new HashSet<>();
  private final Set<Role> learned = Sets.newIdentityHashSet();
  private boolean sure = true;

  /**
   * @param known the names of variables that inventory and command line bring
   * @param plays all plays: what one of them sets the others see
   */
  VariableCheck(Modules modules, Templates templates, Set<String> known, List<Play> plays) {
    this.modules = modules;
    this.templates = templates;
    this.known = new HashSet<>(known);
    this.known.addAll(MAGIC);
    plays.forEach(this::learn);
  }

  private void learn(Play play) {
    learn(play.vars());
    play.prompts().forEach(prompt -> known.add(prompt.name().text()));
    sure &= play.varsFiles().isEmpty();
    play.roles().forEach(this::learn);
    play.sections().forEach(section -> section.entries().forEach(this::learn));
    play.handlers().forEach(handler -> learn(handler.task()));
  }

  private void learn(Role role) {
    if (!learned.add(role)) {
      return;
    }
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
    sure &= !IncludedVariables.areOf(task);
    if (modules.has(task, Trait.SETS_VARIABLES)) {
      learn(task.arguments());
      sure &= task.arguments().entries().stream().noneMatch(fact -> fact.key().isTemplate());
    }
  }

  private void learn(Task.Loop loop) {
    known.add(loop.variable());
    loop.indexVariable().ifPresent(known::add);
  }

  /** Adds the variables that a task surely uses, once it is reached, and nobody sets. */
  void uses(Task task, Diagnostics found) {
    if (!sure) {
      return;
    }
    Diagnostics own = new Diagnostics();
    look(task, own);
    boolean hidden = task.keywords().mayHide();
    own.all().forEach(each -> found.add(hidden ? each.withoutLine() : each));
  }

  /** What a condition guards, and what a loop may not even begin, is not surely evaluated. */
  private void look(Task task, Diagnostics found) {
    if (TaskCheck.mayIgnore(task)) {
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
          .filter(argument -> !isExpression(task, argument))
          .forEach(argument -> report(templates.references(argument.value()), found));
      task.freeForm().ifPresent(text -> report(templates.references(text), found));
      condition(task.failedWhen(), found);
      condition(task.changedWhen(), found);
    }
  }

  /** What is shown may well be undefined, and conditions are expressions of their own kind. */
  private boolean isExpression(Task task, Yaml.Entry argument) {
    return modules
        .find(task.module().text())
        .flatMap(type -> type.parameter(argument.name()))
        .filter(Parameter::isExpression)
        .isPresent();
  }

  private static Stream<Yaml> surroundings(Keywords keywords) {
    return Streams.concat(
        keywords.value(Keyword.DELEGATE_TO).stream(),
        keywords.value(Keyword.BECOME).stream(),
        keywords.value(Keyword.CHECK_MODE).stream(),
        keywords.environment().stream());
  }

  /** Of several conditions only the first is surely evaluated. */
  private void condition(List<Condition> conditions, Diagnostics found) {
    conditions.stream()
        .limit(1)
        .forEach(first -> report(templates.references(first.text(), first.mark()), found));
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
