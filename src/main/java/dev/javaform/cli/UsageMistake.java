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
    Optional<String> word = command.getParent() == null ? noCommand(mistake) : Optional.empty();
    if (word.isPresent()) {
      err.println(Screen.safe(noCommand(word.get(), args, command.getSubcommands().keySet())));
    } else {
      err.println("Error: " + mistake.getMessage());
      UnmatchedArgumentException.printSuggestions(mistake, err);
    }
    err.println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitStatus.USAGE;
  }

  /** The word that stands where a command should. */
  private static Optional<String> noCommand(ParameterException mistake) {
    return mistake instanceof UnmatchedArgumentException unmatched
        ? unmatched.getUnmatched().stream().findFirst().filter(word -> !word.startsWith("-"))
        : Optional.empty();
  }

  private static String noCommand(String word, String[] args, Set<String> commands) {
    String meant =
        playbook(List.of(args))
            .map("run "::concat)
            .or(() -> Suggestion.nearest(word, commands))
            .map(" Did you mean: javaform %s"::formatted)
            .orElse(" The commands are: " + String.join(", ", commands) + ".");
    return "Error: There is no command \"%s\".%s".formatted(word, meant);
  }

  /** Whoever names a playbook wants it to be run. */
  private static Optional<String> playbook(List<String> words) {
    return words.stream().filter(word -> word.matches("[^-].*\\.ya?ml")).findFirst();
  }
}
