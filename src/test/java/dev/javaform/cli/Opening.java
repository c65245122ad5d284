package dev.javaform.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.config.Configuration;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import picocli.CommandLine;

/** A playbook and an inventory, read and checked as for a run, which never comes. */
record Opening(Path playbook, Path inventory) {

  /** Every mistake and warning found. */
  List<Diagnostic> found() {
    Diagnostics found = new Diagnostics();
    try (Project project =
        Project.open(
            List.of(playbook),
            parsed(new SelectionOptions(), "--limit", "all"),
            parsed(new ModeOptions()),
            configured(),
            found)) {
      found.throwIfErrors();
      project.listing(Set.of(Listing.Kind.values()));
    } catch (DiagnosticException e) {
      return e.diagnostics();
    }
    return found.all();
  }

  /** What a user would see of it. */
  static String told(List<Diagnostic> found) {
    StringWriter told = new StringWriter();
    Diagnosis.print(
        found, "No host was contacted.", new PrintWriter(told), UnaryOperator.identity());
    return told.toString();
  }

  private static <T> T parsed(T options, String... words) {
    new CommandLine(options).parseArgs(words);
    return options;
  }

  private Configured configured() {
    return Configured.of(
        Configuration.of(
            ImmutableMap.of(
                "--connection", "local", "--inventory", ImmutableList.of(inventory.toString()))));
  }
}
