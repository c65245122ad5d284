package dev.javaform.binding;

import com.google.common.collect.Sets;
import dev.javaform.playbook.Block;
import dev.javaform.playbook.Entry;
import dev.javaform.playbook.Include;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.playbook.Task;
import dev.javaform.source.Suggestion;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What users may set for a play: its own variables, and what its roles have defaults or specify.
 */
final class PlayOptions {

  private final Play play;
  private final Map<String, String> options = new LinkedHashMap<>();
  private final Map<String, Yaml> given = new LinkedHashMap<>();
  private final Set<Role> roles = Sets.newIdentityHashSet();

  PlayOptions(Play play) {
    this.play = play;
    play.roles().forEach(this::learn);
    play.sections().forEach(section -> section.entries().forEach(this::learn));
  }

  Play play() {
    return play;
  }

  /** The option that a name is surely a misspelling of, and what that belongs to. */
  Optional<String> misspelt(String name) {
    if (options.containsKey(name)) {
      return Optional.empty();
    }
    return Suggestion.misspelt(name, "", options.keySet())
        .map(meant -> "\"%s\", an option of the role %s".formatted(meant, options.get(meant)))
        .or(() -> misspeltVariable(name));
  }

  private Optional<String> misspeltVariable(String name) {
    List<String> own = play.vars().entries().stream().map(Yaml.Entry::name).toList();
    return Optional.of(name)
        .filter(it -> !own.contains(it))
        .flatMap(it -> Suggestion.misspelt(it, "", own))
        .map("\"%s\", a variable of the play"::formatted);
  }

  /** What is given beside the roles and tasks of the play. */
  Map<String, Yaml> given() {
    return Collections.unmodifiableMap(given);
  }

  /** The folders of the roles; those of all roles where that is what they lie in. */
  List<Path> folders() {
    return roles.stream()
        .map(Role::folder)
        .map(
            folder ->
                folder.resolveSibling("").endsWith("roles") ? folder.resolveSibling("") : folder)
        .toList();
  }

  private void offer(Yaml.Mapping variables, String role) {
    variables.entries().forEach(entry -> options.putIfAbsent(entry.name(), role));
  }

  private void give(Yaml.Mapping variables) {
    variables.entries().forEach(entry -> given.putIfAbsent(entry.name(), entry.value()));
  }

  private void learn(Role role) {
    if (roles.add(role)) {
      offer(role.defaults(), role.name());
      give(role.parameters());
      role.dependencies().forEach(this::learn);
    }
  }

  private void learn(Entry entry) {
    learn(entry.keywords());
    switch (entry) {
      case Task task -> specified(task);
      case Include include -> {
        give(include.vars());
        include.foreseen().entries().forEach(this::learn);
      }
      case Block block -> {
        block.entries().forEach(this::learn);
        block.rescue().forEach(this::learn);
        block.always().forEach(this::learn);
      }
    }
  }

  private void learn(Keywords keywords) {
    keywords.role().ifPresent(this::learn);
    keywords.vars().forEach(this::give);
  }

  private void specified(Task task) {
    Optional<Role> role = task.keywords().role();
    if (role.isPresent()
        && task.arguments().value("argument_spec").orElse(null) instanceof Yaml.Mapping options) {
      offer(options, role.get().name());
    }
  }
}
