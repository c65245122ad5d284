package dev.javaform.cli;

import com.google.common.base.CharMatcher;
import dev.javaform.module.Secret;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.SourceText;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A password kept in a file, or printed by a program: a password manager's, for example. */
final class PasswordFile {

  private static final CharMatcher LINE_ENDS = CharMatcher.anyOf("\r\n");

  private PasswordFile() {}

  /**
   * The password, without line ends around it.
   *
   * @param file what holds it; where it is executable it is run, and prints it
   * @throws DiagnosticException where there is none
   */
  static Secret read(Path file) throws InterruptedException {
    boolean program = Files.isRegularFile(file) && Files.isExecutable(file);
    String password = LINE_ENDS.trimFrom(program ? printedBy(file) : heldBy(file));
    if (password.isEmpty()) {
      throw unusable(file, program ? "printed nothing." : "is empty.");
    }
    return new Secret(password);
  }

  private static String heldBy(Path file) {
    Diagnostics found = new Diagnostics();
    return SourceText.read(file, found)
        .orElseThrow(() -> new DiagnosticException(found.all()))
        .text();
  }

  private static String printedBy(Path program) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(program.toAbsolutePath().toString())
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.INHERIT)
              .start();
      String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw unusable(program, "ended with exit status " + status + ".");
      }
      return printed;
    } catch (IOException _) {
      throw unusable(
          program,
          "cannot be run: it is built for another kind of machine, or the interpreter that its"
              + " first line names is missing.");
    }
  }

  private static DiagnosticException unusable(Path file, String why) {
    return new DiagnosticException(
        Diagnostic.error("Unusable password file", SourceText.name(file) + " " + why));
  }
}
