package dev.javaform.cli;

import java.util.function.UnaryOperator;
import picocli.CommandLine;

/** The program's entry: answers {@code --version} at once, before any library is loaded. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    Outlet.install();
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      System.out.println("javaform " + Version.current());
      System.exit(Outlet.status(0));
    }
    System.exit(Outlet.status(execute(args)));
  }

  private static int execute(String[] args) {
    CommandLine line = commandLine();
    try {
      return line.execute(args);
    } catch (Error e) { // the library that parses the command line lets these pass
      return CommandFailure.tell(e, line.getErr(), UnaryOperator.identity());
    }
  }

  /** The command line with its commands, as completion and tests want it. */
  static CommandLine commandLine() {
    return new CommandLine(new Javaform())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(true)
        .setExpandAtFiles(false) // @file belongs to -e and --limit
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(new UsageMistake())
        .setExecutionExceptionHandler(new CommandFailure());
  }
}
