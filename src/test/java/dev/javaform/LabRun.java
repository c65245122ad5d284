package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.javaform.lab.Lab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the program printed and returned when it ran a playbook on all hosts of an inventory, the
 * lab's mostly, as a person runs it.
 */
record LabRun(int status, String output) {

  static LabRun of(Path playbook, Lab lab, String... options)
      throws IOException, InterruptedException {
    return of(playbook, lab.inventory(), options);
  }

  static LabRun of(Path playbook, Path inventory, String... options)
      throws IOException, InterruptedException {
    var process =
        new ProcessBuilder(command(playbook, inventory, options)).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new LabRun(process.waitFor(), output);
  }

  /** What a run tells of itself as JSON; what it says beside it is in nobody's way. */
  static JsonNode report(Path playbook, Lab lab, String... options) throws IOException {
    var all = Stream.concat(Stream.of("--output", "json"), Stream.of(options));
    var process =
        new ProcessBuilder(command(playbook, lab.inventory(), all.toArray(String[]::new)))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    process.getOutputStream().close();
    return new ObjectMapper().readTree(process.getInputStream());
  }

  private static List<String> command(Path playbook, Path inventory, String... options) {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var run = Stream.of(java, "-jar", "target/javaform.jar", "run", "" + playbook);
    var where = Stream.of("-i", "" + inventory);
    return Stream.of(run, where, Stream.of(options)).flatMap(each -> each).toList();
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
