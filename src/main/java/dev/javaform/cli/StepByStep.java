package dev.javaform.cli;

import dev.javaform.engine.Confirmation;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import java.util.Locale;
import java.util.function.Supplier;

/** Asks before each task whether it is to run, until told to go on without asking. */
final class StepByStep implements Confirmation {

  private final Terminal terminal;
  private boolean asks = true;

  StepByStep(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public boolean of(Supplier<String> task) throws InterruptedException {
    return !asks || isYes(answer("Perform task: %s (N)o/(y)es/(c)ontinue: ".formatted(task.get())));
  }

  private boolean isYes(String answer) {
    return switch (answer.strip().toLowerCase(Locale.ROOT)) {
      case "y", "yes" -> true;
      case "c", "continue" -> {
        asks = false;
        yield true;
      }
      default -> false;
    };
  }

  private String answer(String question) throws InterruptedException {
    return terminal
        .answer(question)
        .orElseThrow(
            () ->
                new DiagnosticException(
                    Diagnostic.error(
                        "No answer",
                        "--step asks before each task, but there is no terminal, and standard input"
                            + " holds no further line. Without --step nothing is asked; --check"
                            + " --diff shows what would be done.")));
  }
}
