package dev.javaform.lab;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A script of {@code src/test/lab}, run for the lab of this number. */
record LabScript(String name, int number) {

  /** 200, or what JAVAFORM_LAB_NUMBER says: differs from the one that people play with. */
  static final int NUMBER =
      Integer.parseInt(Optional.ofNullable(System.getenv("JAVAFORM_LAB_NUMBER")).orElse("200"));

  /** Where the scripts keep everything. */
  static Path home() {
    var environment = System.getenv();
    return Optional.ofNullable(environment.get("JAVAFORM_LAB_DIR"))
        .map(Path::of)
        .orElseGet(() -> state(environment).resolve("javaform-lab"));
  }

  private static Path state(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_STATE_HOME"))
        .map(Path::of)
        .orElseGet(() -> Path.of(environment.get("HOME"), ".local/state"));
  }

  /** Runs it to its end and returns what it printed; anything but exit status 0 throws. */
  String run(String... arguments) {
    try {
      return runWithLog(arguments);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the lab was at work", e);
    }
  }

  /** The output goes to a file, for what the script starts may outlive it. */
  private String runWithLog(String... arguments) throws IOException, InterruptedException {
    var log = Files.createTempFile("javaform-lab-", ".log");
    var script = Path.of("src/test/lab", name).toAbsolutePath();
    var words = ImmutableList.<String>builder().add(script.toString()).add(arguments).build();
    var process = new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
    process.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
    process.environment().put("JAVAFORM_LAB_NUMBER", "" + number);
    var status = process.start().waitFor();
    var said = Files.readString(log);
    Files.delete(log);
    if (status != 0) {
      throw new IllegalStateException(String.join(" ", words) + " failed:\n" + said);
    }
    return said;
  }
}
