package dev.javaform.cli;

import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Takes what stands behind an option's {@code =} for its value, also where it looks like another
 * option, as Ansible does.
 */
final class AttachedValue implements IParameterPreprocessor {

  @Override
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> about) {
    if (!"=".equals(about.get("separator"))) {
      return false;
    }
    option.setValue(Optional.of(words.pop()));
    return true;
  }
}
