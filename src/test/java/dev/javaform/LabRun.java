package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.javaform.lab.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What the program printed and returned when it ran a playbook on all lab hosts, as a person runs
 * it.
 */
record LabRun(int status, String output) {

  static LabRun of(Path playbook, Lab lab, String... options)
      throws IOException, InterruptedException {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var command =
        Stream.concat(
                Stream.of(
                    java,
                    "-jar",
                    "target/javaform.jar",
                    "run",
                    "" + playbook,
                    "-i",
                    "" + lab.inventory()),
                Stream.of(options))
            .toList();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new LabRun(process.waitFor(), output);
  }

  void assertUnchanged(Lab lab) {
    assertFalse(output.contains("changed: ["), output);
    assertChanged(0, lab);
  }

  /** That it went well, with so many changes on each host. */
  void assertChanged(int changes, Lab lab) {
    assertEquals(0, status, output);
    var recap = output.lines().filter(line -> line.matches("lab\\d+ .*changed=" + changes + " .*"));
    assertEquals(lab.hosts().size(), recap.count(), output);
  }
}
