package dev.javaform.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script for the user's shell. */
@Command(
    name = "completion",
    header = "Prints a completion script for bash, zsh or fish.",
    description = {
      "",
      "bash: source <(javaform completion bash)",
      "zsh:  source <(javaform completion zsh)",
      "fish: javaform completion fish | source"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  /** The shells there are scripts for. */
  enum Shell {
    BASH,
    ZSH,
    FISH
  }

  private static final String NOTHING = "      return\n";

  private static final String FILES =
      """
            local IFS=$'\\n'
            type compopt &>/dev/null && compopt -o filenames
            COMPREPLY=( $( compgen -f -- "${curr_word}" ) )
            return
      """;

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = ShellWords.class,
      description = "bash, zsh or fish")
  private Shell shell;

  @Spec private CommandSpec spec;

  /** The same in the letters that people type. */
  static final class ShellWords extends SmallWords {
    ShellWords() {
      super(Shell.class);
    }
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    System.out.print(
        switch (shell) {
          case BASH -> bash(root);
          case ZSH -> "autoload -U +X bashcompinit && bashcompinit\n" + bash(root);
          case FISH -> FishScript.of(root);
        });
    return 0;
  }

  /** The library offers files where an option's type is one; many of ours may be something else. */
  private static String bash(CommandLine root) {
    String script = AutoComplete.bash("javaform", root);
    for (CommandLine command : root.getSubcommands().values()) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        if (FishScript.FILES.contains(option.paramLabel())) {
          String names = "    '%s')\n".formatted(String.join("'|'", option.names()));
          script = script.replace(names + NOTHING, names + FILES);
        }
      }
    }
    return script;
  }
}
