package dev.javaform.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script for the user's shell. */
@Command(
    name = "completion",
    header = "Prints a completion script for bash or zsh.",
    description = {
      "",
      "bash: source <(javaform completion bash)",
      "zsh:  source <(javaform completion zsh)"
    },
    mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {

  /** The shells there are scripts for. */
  enum Shell {
    BASH,
    ZSH
  }

  @Parameters(
      paramLabel = "SHELL",
      completionCandidates = ShellWords.class,
      description = "bash or zsh")
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
    String script = AutoComplete.bash("javaform", root);
    System.out.print(
        shell == Shell.ZSH ? "autoload -U +X bashcompinit && bashcompinit\n" + script : script);
    return 0;
  }
}
