package dev.javaform.cli;

import dev.javaform.report.Screen;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.UnaryOperator;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What the user sees where a command could not go on. */
final class CommandFailure implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    return tell(e, command.getErr(), UnaryOperator.identity());
  }

  /**
   * Says that javaform itself is to blame, with what its developers need to know.
   *
   * @param discreet leaves out of a text what is secret
   */
  static int tell(Throwable e, PrintWriter err, UnaryOperator<String> discreet) {
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace, true));
    err.println("Error: javaform itself failed: " + Screen.safe(discreet.apply(e.toString())));
    err.println("Please report this, with the text below and the task from the playbook.");
    err.println(Screen.safe(discreet.apply(trace.toString())));
    err.flush();
    return ExitStatus.BREAKDOWN;
  }
}
