package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.playbook.Keywords;
import dev.javaform.playbook.Play;
import dev.javaform.template.Variable;
import java.util.Map;

/** What is the same for all tasks of a play: its variables, and the magic ones of each host. */
final class PlayScope {

  private final Play play;
  private final ImmutableMap<String, Variable> extraVars;
  private final Magic magic;
  private volatile ImmutableList<Map<String, Variable>> varsFiles = ImmutableList.of();

  PlayScope(Play play, ImmutableMap<String, Variable> extraVars, Magic magic) {
    this.play = play;
    this.extraVars = extraVars;
    this.magic = magic;
  }

  Play play() {
    return play;
  }

  ImmutableMap<String, Variable> extraVars() {
    return extraVars;
  }

  /** The variables of {@code vars_files}, the strongest first. */
  ImmutableList<Map<String, Variable>> varsFiles() {
    return varsFiles;
  }

  void varsFiles(ImmutableList<Map<String, Variable>> files) {
    varsFiles = files;
  }

  Map<String, Variable> magic(HostState host, Keywords keywords) {
    return magic.of(host, keywords);
  }
}
