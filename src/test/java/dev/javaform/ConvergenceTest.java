package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * The program as a person runs it, against all hosts of the lab at once: look, change, and find
 * nothing more to do.
 */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConvergenceTest {
  private static final Path PLAYBOOK = Path.of("src/test/resources/lab/converge.yml");

  private record Result(int status, String output) {}

  @BeforeAll
  static void startWithNewHosts(Lab lab) {
    lab.reset();
  }

  @Test
  @Order(1)
  void checkingWritesNothing(Lab lab) throws Exception {
    var before = files(lab);
    var result = run(lab, "--check", "--diff");
    assertEquals(0, result.status(), result.output());
    assertTrue(result.output().contains("+192.0.2.1 nowhere"), result.output());
    assertEquals(before, files(lab));
  }

  @Test
  @Order(2)
  void applyingChangesEveryHost(Lab lab) throws Exception {
    var result = run(lab);
    assertEquals(0, result.status(), result.output());
    for (LabHost host : lab.hosts()) {
      assertEquals("Hello from " + host.name() + "\n", host.ssh("cat /etc/javaform/greeting"));
      assertEquals("noted\n", host.ssh("cat /etc/javaform/noted"));
    }
  }

  @Test
  @Order(3)
  void applyingAgainFindsNothingToDo(Lab lab) throws Exception {
    assertUnchanged(lab, run(lab));
  }

  @Test
  @Order(4)
  void checkingAfterwardsFindsNothingToDo(Lab lab) throws Exception {
    assertUnchanged(lab, run(lab, "--check"));
  }

  private static void assertUnchanged(Lab lab, Result result) {
    assertEquals(0, result.status(), result.output());
    assertFalse(result.output().contains("changed: ["), result.output());
    var recap = result.output().lines().filter(line -> line.matches("lab\\d+ .*changed=0 .*"));
    assertEquals(lab.hosts().size(), recap.count(), result.output());
  }

  private static List<ImmutableSet<String>> files(Lab lab) {
    return lab.hosts().stream().map(LabHost::files).toList();
  }

  private static Result run(Lab lab, String... options) throws IOException, InterruptedException {
    var java = ProcessHandle.current().info().command().orElseThrow();
    var command =
        Stream.concat(
                Stream.of(
                    java,
                    "-jar",
                    "target/javaform.jar",
                    "run",
                    "" + PLAYBOOK,
                    "-i",
                    "" + lab.inventory()),
                Stream.of(options))
            .toList();
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
