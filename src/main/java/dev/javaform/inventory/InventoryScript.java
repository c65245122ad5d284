package dev.javaform.inventory;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import dev.javaform.source.Unreadable;
import dev.javaform.source.Yaml;
import dev.javaform.source.YamlReader;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A program that prints an inventory as JSON. It runs as the user, in the working directory; what
 * it says on its standard error the user sees.
 */
final class InventoryScript {

  private final Path file;
  private final Diagnostics diagnostics;

  InventoryScript(Path file, Diagnostics diagnostics) {
    this.file = file.toAbsolutePath();
    this.diagnostics = diagnostics;
  }

  /** What it prints where it is called with these words; nothing where that is nothing. */
  Optional<Yaml> answer(String... words) {
    String printed = run(List.of(words));
    String called = "%s %s".formatted(SourceText.name(file), String.join(" ", words));
    return printed.isBlank()
        ? Optional.empty()
        : YamlReader.read(SourceText.of(called, printed), diagnostics);
  }

  private String run(List<String> words) {
    List<String> command = new ArrayList<>(List.of(file.toString()));
    command.addAll(words);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
              .redirectError(Redirect.INHERIT)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      check(process.waitFor(), words);
      return printed;
    } catch (IOException e) {
      throw failure("%s cannot be run: it %s.".formatted(name(), Unreadable.why(e)));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failure("%s was interrupted.".formatted(name()));
    }
  }

  private void check(int status, List<String> words) {
    if (status != 0) {
      throw failure(
          "%s %s ended with exit status %d. Run it by hand to see why."
              .formatted(name(), String.join(" ", words), status));
    }
  }

  private String name() {
    return SourceText.name(file);
  }

  private static DiagnosticException failure(String detail) {
    return new DiagnosticException(Diagnostic.error("Inventory script failed", detail));
  }
}
