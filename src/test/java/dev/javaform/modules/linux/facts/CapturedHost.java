package dev.javaform.modules.linux.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** A directory that stands for a host's root, and what the real script learns there. */
record CapturedHost(Path root) {

  /** Unpacks a capture from the fixtures; skips the test where it is absent. */
  static CapturedHost unpacked(String archive, Path folder) {
    Path fixtures =
        Path.of(
            Optional.ofNullable(System.getProperty("javaform.fixtures"))
                .orElse("../shared/fixtures"));
    Path file = fixtures.resolve("hosts").resolve(archive).toAbsolutePath();
    Assumptions.assumeTrue(Files.exists(file), () -> "no fixture " + file);
    output("exec tar -xf '%s' -C '%s' --exclude=mtab".formatted(file, folder), "sh");
    return new CapturedHost(folder);
  }

  /** Writes a file below the root. */
  CapturedHost with(String path, String content) {
    try {
      Files.createDirectories(root.resolve(path).getParent());
      Files.writeString(root.resolve(path), content);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything the script learns, run by {@code shell}. */
  Map<String, Object> facts(String... shell) {
    return Facts.read(output(Facts.script(root.toString(), _ -> true), shell).lines().toList());
  }

  /** The facts that passthrough is about. */
  @SuppressWarnings("unchecked") // JSON's objects have texts as keys
  Map<String, Object> passthrough() {
    return (Map<String, Object>) facts("sh").get("javaform");
  }

  /** Standard output and standard error together: facts must not complain. */
  private static String output(String script, String... shell) {
    try {
      var process = new ProcessBuilder(shell).redirectErrorStream(true).start();
      process.getOutputStream().write(script.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError(text);
      }
      return text;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
