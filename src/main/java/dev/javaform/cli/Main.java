package dev.javaform.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The program's entry: answers {@code --version} at once, before any library is loaded. */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      System.out.println("javaform " + Version.current());
      return;
    }
    System.setOut(buffered(FileDescriptor.out));
    int status = commandLine().execute(args);
    System.out.flush();
    System.exit(status);
  }

  /** The command line with its commands, as completion and tests want it. */
  static CommandLine commandLine() {
    return new CommandLine(new Javaform())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExpandAtFiles(false) // @file belongs to -e and --limit
        .setUsageHelpAutoWidth(true)
        .setParameterExceptionHandler(new UsageMistake())
        .setExecutionExceptionHandler(new Breakdown());
  }

  /** Output goes out in lines, not in letters, and always as UTF-8. */
  private static PrintStream buffered(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
  }
}
