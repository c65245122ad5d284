package dev.javaform.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** The programs of this machine that tests use. */
public final class Tools {
  private static final List<String> SBIN = List.of("/usr/sbin", "/sbin", "/usr/local/sbin");

  private Tools() {}

  /** The program's absolute path, from PATH or the usual sbin folders. */
  static Optional<Path> find(String program) {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(Stream.of(path.split(":")), SBIN.stream())
        .map(folder -> Path.of(folder, program).toAbsolutePath())
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * The program's absolute path; skips the running test, naming the program and its package, where
   * it is absent.
   */
  public static Path need(String program, String debianPackage) {
    return find(program)
        .orElseGet(
            () ->
                Assumptions.abort(
                    "no %s on this machine (Debian package %s)".formatted(program, debianPackage)));
  }

  /** Skips the running test where Debian's Python lacks a module. */
  public static void needPython(String module, String debianPackage) {
    Assumptions.assumeTrue(
        Files.isDirectory(Path.of("/usr/lib/python3/dist-packages", module)),
        "no Python module %s on this machine (Debian package %s)".formatted(module, debianPackage));
  }

  /**
   * Runs a command to its end and returns what it printed; anything but exit status 0 throws, with
   * what it printed.
   */
  static String run(List<String> command) {
    return run(new ProcessBuilder(command).redirectErrorStream(true));
  }

  /** The same for a command that is already set up. */
  static String run(ProcessBuilder command) {
    try {
      var process = command.start();
      process.getOutputStream().close();
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command.command()) + " failed:\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while running a command", e);
    }
  }

  static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting", e);
    }
  }
}
