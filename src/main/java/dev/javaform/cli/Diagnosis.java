package dev.javaform.cli;

import dev.javaform.source.Diagnostic;
import java.io.PrintWriter;
import java.util.List;

/** Prints diagnostics one after the other, and how many errors there were. */
final class Diagnosis {

  private Diagnosis() {}

  static void print(List<Diagnostic> diagnostics, PrintWriter err) {
    diagnostics.forEach(
        diagnostic -> {
          err.println(diagnostic);
          err.println();
        });
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    if (errors > 0) {
      err.println(
          errors == 1
              ? "1 error. No host was contacted."
              : errors + " errors. No host was contacted.");
    }
    err.flush();
  }
}
