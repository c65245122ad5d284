package dev.javaform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import java.util.List;
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
    run(lab).assertUnchanged(lab);
  }

  @Test
  @Order(4)
  void checkingAfterwardsFindsNothingToDo(Lab lab) throws Exception {
    run(lab, "--check").assertUnchanged(lab);
  }

  private static List<ImmutableSet<String>> files(Lab lab) {
    return lab.hosts().stream().map(LabHost::files).toList();
  }

  private static LabRun run(Lab lab, String... options) throws Exception {
    return LabRun.of(PLAYBOOK, lab, options);
  }
}
