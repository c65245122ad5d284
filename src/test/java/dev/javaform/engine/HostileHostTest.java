package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A host that lies, babbles, floods or dies does harm to nobody but itself. */
@Tag("faults")
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

  @Test
  @Tag("faults")
  void dataOfAnyDepthHarmsNobody() throws Exception {
    String deep = "[".repeat(100_000) + "]".repeat(100_000);
    String facts = "@@ local\n@etc/ansible/facts.d/x.fact\n|" + deep + "\n";
    Playing.Told told =
        playing
            .on("a", "b")
            .through(Altered.babbling("a", facts))
            .play(
                """
                - hosts: all
                  gather_facts: false
                  vars:
                    levels: "{{ 100000 if inventory_hostname == 'a' else 450 }}"
                    deep: "{{ '[' * levels | int ~ ']' * levels | int }}"
                  tasks:
                    - setup: {gather_subset: ['!all', '!min', local]}
                    - {debug: {msg: "{{ ansible_local.x | default('none') }}"}}
                    - {name: read, debug: {msg: "{{ deep | from_json }}"}, register: r}
                    - {name: again, debug: {msg: "{{ r }}"}, loop: ["{{ r }}"]}
                    - {name: fact, set_fact: {kept: "{{ r }}"}}
                    - {name: written, debug: {msg: "{{ kept | to_nice_json }}"}}
                """);
    assertTrue(
        told.messages().stream()
            .anyMatch(
                message ->
                    message.startsWith(
                        "a: error loading this fact as JSON: it nests more than 500 lists or")),
        told.text());
    assertEquals("a read failed", outcomesOf("a", told).getLast());
    assertTrue(told.failure("a").contains("nests more than 500"), told.failure("a"));
    assertEquals("b written ok", outcomesOf("b", told).getLast());
  }

  @Test
  @Tag("faults")
  void aHostThatTakesMoreStackThanThereIsFailsAlone() throws Exception {
    Playing.Told told = playThrough(new StackOverflowError());
    assertTrue(told.text().contains("nested too deeply"), told.text());
    assertEquals(RunStatus.FAILED, told.status());
  }

  @Test
  @Tag("faults")
  void aDefectOfOursIsToldAsOneAndTheOthersGoOn() throws Exception {
    Playing.Told told = playThrough(new IllegalStateException("never so"));
    assertTrue(told.text().contains("this is a defect of javaform"), told.text());
    assertEquals(RunStatus.DEFECT, told.status());
    assertEquals(250, told.status().exitStatus());
  }

  @Test
  @Tag("faults")
  void whatOnlyLooksLikeCtrlCEndsNothing() throws Exception {
    Playing.Told told = playThrough(new InterruptedException("a time-out in disguise"));
    assertFalse(told.text().contains("Interrupted."), told.text());
    assertEquals(RunStatus.DEFECT, told.status());
  }

  private Playing.Told playThrough(Throwable thrown) throws Exception {
    Playing.Told told =
        playing.on("a", "b").through(Altered.throwing("a", thrown)).play(perHost("note"));
    assertEquals(List.of("a note failed"), outcomesOf("a", told));
    assertEquals(List.of("b note changed"), outcomesOf("b", told));
    return told;
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
