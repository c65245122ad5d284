package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.source.Yaml;
import dev.javaform.template.Variable;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Orders the variables a task sees by precedence, strongest first.
 *
 * <p>Source: Ansible's documentation, "Understanding variable precedence".
 */
final class Layers {

  /** {@code ansible_facts} is there before any are gathered, and holds none. */
  private static final ImmutableMap<String, Variable> NO_FACTS =
      ImmutableMap.of("ansible_facts", new Variable.Given(ImmutableMap.of()));

  private final Map<Yaml.Mapping, ImmutableMap<String, Variable>> written =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** The variables that a mapping in a file writes down. */
  ImmutableMap<String, Variable> written(Yaml.Mapping mapping) {
    return written.computeIfAbsent(mapping, Layers::read);
  }

  private static ImmutableMap<String, Variable> read(Yaml.Mapping mapping) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    mapping
        .entries()
        .forEach(entry -> variables.put(entry.name(), new Variable.Written(entry.value())));
    return ImmutableMap.copyOf(variables);
  }

  /** What a play sees that speaks of all its hosts at once. */
  LayeredScope scope(Play play, ImmutableMap<String, Variable> extraVars) {
    return new LayeredScope(ImmutableList.of(extraVars, written(play.vars())));
  }

  /** The same, with the groups that its pattern of hosts may speak of. */
  LayeredScope scope(Play play, ImmutableMap<String, Variable> extraVars, Inventory inventory) {
    return new LayeredScope(
        ImmutableList.of(
            ImmutableMap.of("groups", new Variable.Given(inventory.groups())),
            extraVars,
            written(play.vars())));
  }

  /** What a task sees that somebody wrote or a host told, without what is worked out for it. */
  LayeredScope scope(HostTask task) {
    return scope(task.play(), task.host(), task.task().keywords(), task.context().given());
  }

  /**
   * What a task with {@code keywords} sees of {@code host} in {@code play}.
   *
   * @param given layers stronger than any other but {@code -e}: loop items, include parameters
   */
  LayeredScope scope(
      PlayScope play, HostState host, Keywords keywords, List<Map<String, Variable>> given) {
    ImmutableList.Builder<Map<String, Variable>> layers = ImmutableList.builder();
    layers.add(play.magic(host, keywords));
    layers.add(play.extraVars());
    layers.addAll(given);
    keywords.role().ifPresent(role -> layers.add(written(role.parameters())));
    layers.add(host.setFacts).add(host.included);
    keywords.vars().reverse().forEach(vars -> layers.add(written(vars)));
    keywords.role().ifPresent(role -> roleVars(role, layers));
    play.roles().reverse().forEach(role -> layers.add(written(role.vars())));
    layers.addAll(play.varsFiles(host));
    layers.add(written(play.play().vars()));
    layers.add(host.facts).add(NO_FACTS).add(host.inventory());
    keywords.role().ifPresent(role -> roleDefaults(role, layers));
    play.roles().reverse().forEach(role -> layers.add(written(role.defaults())));
    return new LayeredScope(layers.build());
  }

  /** What {@code hostvars} holds of {@code host}: nothing that a play or a role brings. */
  LayeredScope scope(PlayScope play, HostState host) {
    return new LayeredScope(
        ImmutableList.of(
            play.magic(host),
            play.extraVars(),
            host.setFacts,
            host.included,
            host.facts,
            NO_FACTS,
            host.inventory()));
  }

  private void roleVars(Role role, ImmutableList.Builder<Map<String, Variable>> layers) {
    layers.add(written(role.vars()));
    role.dependencies().reverse().forEach(dependency -> roleVars(dependency, layers));
  }

  private void roleDefaults(Role role, ImmutableList.Builder<Map<String, Variable>> layers) {
    layers.add(written(role.defaults()));
    role.dependencies().reverse().forEach(dependency -> roleDefaults(dependency, layers));
  }
}
