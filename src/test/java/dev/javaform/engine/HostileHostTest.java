package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that lies, babbles, floods or dies does harm to nobody but itself. */
class HostileHostTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder);
  }

  @Test
  void reportsAHostThatDoesNotConverge() throws Exception {
    Playing.Told told = playing.on("a", "b").through(Altered.lying("a")).play(perHost("note"));
    assertTrue(told.failure("a").startsWith("not converged: every step succeeded"));
    assertEquals(List.of("b note changed"), outcomesOf("b", told));
  }

  @Test
  void aHostThatBabblesFailsAlone() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .through(Altered.babbling("a", "%$\u001b[31m\n\n"))
            .play(perHost("note"));
    assertEquals(List.of("a note failed"), outcomesOf("a", told));
    assertEquals(List.of("b note changed"), outcomesOf("b", told));
    assertFalse(told.text().contains("\u001b"), "a terminal escape came through");
  }

  @Test
  void aHostThatSendsTooMuchFailsAlone() throws Exception {
    Playing.Told told = playing.on("a", "b").through(Altered.flooding("a")).play(perHost("note"));
    assertEquals(List.of("a note failed"), outcomesOf("a", told));
    assertEquals(List.of("b note changed"), outcomesOf("b", told));
    assertTrue(told.text().contains("does not fit into memory (too much)"), told.text());
  }

  @Test
  void aHostThatDiesInTheMiddleIsUnreachableAlone() throws Exception {
    Playing.Told told = playing.on("a", "b").through(Altered.dying("a")).play(perHost("note"));
    assertEquals(List.of("a note unreachable"), outcomesOf("a", told));
    assertEquals(List.of("b note changed"), outcomesOf("b", told));
    assertEquals(RunStatus.UNREACHABLE, told.status());
  }

  /** One file per host, as the shells of this machine share its disk. */
  private String perHost(String name) {
    return """
    - hosts: all
      gather_facts: false
      tasks:
        - name: %s
          copy: {content: x, dest: "%s/{{ inventory_hostname }}"}
    """
        .formatted(name, folder);
  }

  private static List<String> outcomesOf(String host, Playing.Told told) {
    return told.outcomes().stream().filter(line -> line.startsWith(host + " ")).toList();
  }
}
