package dev.javaform.cli;

import dev.javaform.report.Screen;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Prints diagnostics one after the other, and how many errors there were. */
final class Diagnosis {

  private Diagnosis() {}

  /**
   * Prints them.
   *
   * @param consequence what follows from errors, a full sentence
   * @param discreet leaves out of a text what is secret
   */
  static void print(
      List<Diagnostic> diagnostics,
      String consequence,
      PrintWriter err,
      UnaryOperator<String> discreet) {
    inOrder(diagnostics)
        .forEach(diagnostic -> err.println(Screen.safe(discreet.apply(text(diagnostic)))));
    long errors = diagnostics.stream().filter(Diagnostic::isError).count();
    if (errors > 0) {
      err.println((errors == 1 ? "1 error. " : errors + " errors. ") + consequence);
    }
    err.flush();
  }

  /** A warning without a place is one line, like those of a run. */
  private static String text(Diagnostic diagnostic) {
    boolean brief = !diagnostic.isError() && diagnostic.mark().isEmpty();
    return brief ? "[WARNING]: " + diagnostic.detail() : diagnostic + "\n";
  }

  /** By file in the order of the first finding, then by line: as one reads. */
  private static List<Diagnostic> inOrder(List<Diagnostic> diagnostics) {
    List<String> files = diagnostics.stream().map(Diagnosis::file).distinct().toList();
    return diagnostics.stream()
        .sorted(
            Comparator.<Diagnostic>comparingInt(each -> files.indexOf(file(each)))
                .thenComparingInt(each -> each.mark().map(Mark::line).orElse(0)))
        .toList();
  }

  private static String file(Diagnostic diagnostic) {
    return diagnostic.mark().map(mark -> mark.source().name()).orElse("");
  }
}
