package dev.javaform.hardware;

import dev.javaform.hardware.capture.Captures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** The captures of machines that tests read; where they are absent, a test is skipped. */
public final class Fixtures {

  private Fixtures() {}

  /** The path of a fixture of hosts. */
  public static Path path(String name) {
    Path fixtures =
        Path.of(
            Optional.ofNullable(System.getProperty("javaform.fixtures"))
                .orElse("../shared/fixtures"));
    Path file = fixtures.resolve("hosts").resolve(name).toAbsolutePath();
    Assumptions.assumeTrue(Files.exists(file), () -> "no fixture " + file);
    return file;
  }

  /** The machine of a capture. */
  public static HostTree tree(String name) {
    try {
      return Captures.read(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
