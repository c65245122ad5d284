package dev.javaform.cli;

import dev.javaform.source.DiagnosticException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What the user sees where a command could not go on. */
final class Breakdown implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    if (e instanceof DiagnosticException mistakes) {
      Diagnosis.print(mistakes.diagnostics(), err);
      return ExitStatus.MISTAKES;
    }
    err.println("Error: javaform itself failed: " + e);
    err.println("Please report this with what follows and the playbook's task.");
    e.printStackTrace(err);
    return ExitStatus.BREAKDOWN;
  }
}
