package dev.javaform.cli;

import dev.javaform.report.Screen;
import dev.javaform.source.Suggestion;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong on the command line, what may have been meant, and where help is. */
final class UsageMistake implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    List<String> unmatched =
        mistake instanceof UnmatchedArgumentException unknown ? unknown.getUnmatched() : List.of();
    Optional<String> better =
        unmatched.stream()
            .flatMap(word -> RefusedOptions.reason(word).stream())
            .findFirst()
            .or(() -> noCommand(command, unmatched, List.of(args)))
            .or(() -> nothing(command, args));
    if (better.isPresent()) {
      err.println(Screen.safe("Error: " + better.get()));
    } else {
      err.println("Error: " + mistake.getMessage());
      UnmatchedArgumentException.printSuggestions(mistake, err);
    }
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  private static Optional<String> nothing(CommandLine command, String[] args) {
    return args.length > 0
        ? Optional.empty()
        : Optional.of("A command is needed." + list(command.getSubcommands().keySet()));
  }

  private static String list(Set<String> commands) {
    return " The commands are: " + String.join(", ", commands) + ".";
  }

  /** What to say where a word stands in place of a command. */
  private static Optional<String> noCommand(
      CommandLine command, List<String> unmatched, List<String> args) {
    return unmatched.stream()
        .findFirst()
        .filter(word -> command.getParent() == null && !word.startsWith("-"))
        .map(word -> noCommand(word, args, command.getSubcommands().keySet()));
  }

  private static String noCommand(String word, List<String> args, Set<String> commands) {
    String meant =
        playbook(args)
            .map("run "::concat)
            .or(() -> Suggestion.nearest(word, commands))
            .map(" Did you mean: javaform %s"::formatted)
            .orElseGet(() -> list(commands));
    return "There is no command \"%s\".%s".formatted(word, meant);
  }

  /** Whoever names a playbook wants it to be run. */
  private static Optional<String> playbook(List<String> words) {
    return words.stream().filter(word -> word.matches("[^-].*\\.ya?ml")).findFirst();
  }
}
