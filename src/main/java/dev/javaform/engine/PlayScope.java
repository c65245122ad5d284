package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.python.Truth;
import dev.javaform.source.Yaml;
import dev.javaform.template.Variable;
import java.util.Map;
import java.util.function.Function;

/** What belongs to a play and no task of it: its variables, and the magic ones of each host. */
final class PlayScope {

  private final PlayTools tools;
  private final Hosts hosts;
  private final Play play;
  private final ImmutableMap<String, Variable> extraVars;
  private final Magic magic;
  private final TaskNumbers numbers;
  private final VarsFiles varsFiles;
  private volatile ImmutableList<Role> roles;

  /**
   * @param magic makes the magic variables, given {@code hostvars}
   */
  PlayScope(
      PlayTools tools,
      Hosts hosts,
      Play play,
      TaskNumbers numbers,
      ImmutableMap<String, Variable> extraVars,
      Function<ScopeMap, Magic> magic) {
    this.tools = tools;
    this.hosts = hosts;
    this.numbers = numbers;
    this.play = play;
    this.extraVars = extraVars;
    this.magic = magic.apply(new ScopeMap(tools.templates(), hosts.variables(this::of)));
    this.varsFiles = new VarsFiles(this);
    this.roles = play.roles();
  }

  /** What {@code hostvars} holds of a host. */
  private ScopeMap of(HostState host) {
    return new ScopeMap(tools.templates(), tools.layers().scope(this, host));
  }

  PlayTools tools() {
    return tools;
  }

  Hosts hosts() {
    return hosts;
  }

  Play play() {
    return play;
  }

  /** What the play says for all its hosts may speak of this. */
  LayeredScope playWide() {
    return tools.layers().scope(play, extraVars);
  }

  /** Whether something holds that the play says for all its hosts. */
  boolean holds(Yaml written) {
    return Truth.isYes(tools.templates().render(written, playWide()));
  }

  TaskNumbers numbers() {
    return numbers;
  }

  /** The roles whose variables all tasks see, the strongest last. */
  ImmutableList<Role> roles() {
    return roles;
  }

  /** From now on all tasks see the variables of these roles, too. */
  void publish(ImmutableList<Role> more) {
    roles = ImmutableList.<Role>builder().addAll(roles).addAll(more).build();
  }

  ImmutableMap<String, Variable> extraVars() {
    return extraVars;
  }

  /** The variables of {@code vars_files} as {@code host} sees them, the strongest first. */
  ImmutableList<Map<String, Variable>> varsFiles(HostState host) {
    return varsFiles.of(host);
  }

  /** See {@link VarsFiles#find}. */
  void findVarsFiles(HostState host) {
    varsFiles.find(host);
  }

  /** The magic variables of a host that tell nothing of the play. */
  Map<String, Variable> magic(HostState host) {
    return magic.of(host);
  }

  Map<String, Variable> magic(HostState host, Keywords keywords) {
    return magic.of(host, keywords);
  }
}
