package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.playbook.Role;
import dev.javaform.template.Variable;
import java.util.Map;

/** What belongs to a play and no task of it: its variables, and the magic ones of each host. */
final class PlayScope {

  private final Play play;
  private final ImmutableMap<String, Variable> extraVars;
  private final Magic magic;
  private final VarsFiles varsFiles;
  private volatile ImmutableList<Role> roles;

  PlayScope(PlayTools tools, Play play, ImmutableMap<String, Variable> extraVars, Magic magic) {
    this.play = play;
    this.extraVars = extraVars;
    this.magic = magic;
    this.varsFiles = new VarsFiles(tools, this);
    this.roles = play.roles();
  }

  Play play() {
    return play;
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

  Map<String, Variable> magic(HostState host, Keywords keywords) {
    return magic.of(host, keywords);
  }
}
