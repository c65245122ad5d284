package dev.javaform.cli;

import com.google.common.base.CharMatcher;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSet;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A completion script for fish: a line for each command, option and value.
 *
 * @see <a href="https://fishshell.com/docs/current/completions.html">Writing your own
 *     completions</a>
 */
final class FishScript {

  /** The labels of what names files. */
  static final ImmutableSet<String> FILES = ImmutableSet.of("FILE", "INVENTORY", "PLAYBOOK");

  private final StringBuilder script = new StringBuilder();

  private FishScript() {}

  static String of(CommandLine root) {
    FishScript fish = new FishScript();
    fish.line("-f", "");
    root.getSubcommands().forEach((name, command) -> fish.command(name, command));
    return fish.script.toString();
  }

  private void command(String name, CommandLine command) {
    String header = Joiner.on(' ').join(command.getCommandSpec().usageMessage().header());
    line("-n __fish_use_subcommand -a " + name, header);
    String here = "-n '__fish_seen_subcommand_from %s' ".formatted(name);
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden()) {
        line(here + names(option) + values(option), String.join(" ", option.description()));
      }
    }
    for (PositionalParamSpec parameter : command.getCommandSpec().positionalParameters()) {
      line(here + values(parameter), "");
    }
  }

  private static String names(OptionSpec option) {
    StringBuilder names = new StringBuilder();
    for (String name : option.names()) {
      names.append(name.startsWith("--") ? "-l " : "-s ");
      names.append(CharMatcher.is('-').trimLeadingFrom(name)).append(' ');
    }
    return names.toString();
  }

  private static String values(ArgSpec argument) {
    String must = argument.arity().min() > 0 && argument.isOption() ? "-r " : "";
    if (argument.completionCandidates() != null) {
      return must + "-a " + quoted(String.join(" ", argument.completionCandidates()));
    }
    return FILES.contains(argument.paramLabel()) ? must + "-F" : must;
  }

  private void line(String what, String description) {
    String tail = description.isBlank() ? "" : " -d " + quoted(description);
    script.append("complete -c javaform ").append(what.strip()).append(tail).append('\n');
  }

  /** As fish reads it between single quotes. */
  private static String quoted(String text) {
    return "'%s'".formatted(text.replace("\\", "\\\\").replace("'", "\\'"));
  }
}
