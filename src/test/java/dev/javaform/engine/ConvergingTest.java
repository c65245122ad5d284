package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of a host, ahead and anew, and what check mode foresees. */
class ConvergingTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder);
  }

  @Test
  void convergesAndThenHasNothingToDo() throws Exception {
    String play =
        """
        - hosts: all
          gather_facts: false
          tasks:
            - name: greet
              copy: {content: "hello\\n", dest: "%s/greeting", mode: "0640"}
        """
            .formatted(folder);
    assertEquals(List.of("one greet would change"), playing.checking().play(play).outcomes());
    assertFalse(Files.exists(folder.resolve("greeting")), "check mode wrote");

    Playing applying = new Playing(folder);
    assertEquals(List.of("one greet changed"), applying.play(play).outcomes());
    assertEquals("hello\n", Files.readString(folder.resolve("greeting")));
    assertEquals(List.of("one greet ok"), applying.play(play).outcomes());
    assertEquals(List.of("one greet ok"), applying.checking().play(play).outcomes());
  }

  @Test
  void asksForAllConvergedTasksInOneRoundTrip() throws Exception {
    StringBuilder play = new StringBuilder("- hosts: all\n  gather_facts: false\n  tasks:\n");
    for (int i = 0; i < 12; i++) {
      play.append("    - file: {path: '%s/d%d', state: directory}\n".formatted(folder, i));
    }
    playing.play(play.toString());
    int shellStart = 1;
    assertEquals(shellStart + 1, playing.play(play.toString()).roundTrips("one"));
  }

  @Test
  void neverUsesAnAnswerFromBeforeAChange() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: make
                  command: touch %1$s/made
                - name: look
                  stat: {path: "%1$s/made"}
                  register: made
                - debug: {msg: "there: {{ made.stat.exists }}"}
            """
                .formatted(folder));
    assertEquals(List.of("one: there: True"), told.messages());
  }

  @Test
  void showsTheSecondOfTwoEditsOfOneFileInCheckModeAgainstTheFirst() throws Exception {
    Files.writeString(folder.resolve("conf"), "a=1\n");
    Playing.Told told =
        playing
            .checking()
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - lineinfile: {path: "%1$s/conf", line: "b=2"}
                    - lineinfile: {path: "%1$s/conf", line: "c=3"}
                    - lineinfile: {path: "%1$s/conf", line: "b=2"}
                """
                    .formatted(folder));
    assertEquals(
        List.of("one lineinfile would change", "one lineinfile would change", "one lineinfile ok"),
        told.outcomes());
    assertTrue(told.text().contains(" b=2\n+c=3\n"), told.text());
    assertEquals("a=1\n", Files.readString(folder.resolve("conf")));
  }

  @Test
  void foreseesThatADirectoryMadeBeforeTakesFilesInCheckMode() throws Exception {
    Playing.Told told =
        playing
            .checking()
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - file: {path: "%1$s/a/b", state: directory}
                    - copy: {content: x, dest: "%1$s/a/b/c"}
                    - lineinfile: {path: "%1$s/a/d", line: x, create: true}
                """
                    .formatted(folder));
    assertEquals(
        List.of("one file would change", "one copy would change", "one lineinfile would change"),
        told.outcomes());
    assertFalse(Files.exists(folder.resolve("a")), "check mode wrote");
  }

  @Test
  void callsWhatDependsOnUnmadeChangesUnpredictable() throws Exception {
    Playing.Told told =
        playing
            .checking()
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: read
                      command: date
                      register: clock
                    - name: depends
                      file: {path: "%s/{{ clock.stdout }}", state: touch}
                    - name: independent
                      debug: {msg: goes on}
                """
                    .formatted(folder));
    assertEquals(
        List.of("one read skipped", "one depends unpredictable", "one independent ok"),
        told.outcomes());
    assertEquals(1, told.stats("one").unpredictable());
    assertTrue(told.text().contains("stdout of task \"read\" is not known yet"), told.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file: {path: '{{ it.path }}', state: absent}",
        "file: {path: /tmp, mode: '{{ it.mode }}'}",
        "command: {argv: '{{ it.path }}', creates: /none}",
        "command: {argv: [cat, '{{ it.path }}'], creates: /none}",
        "include_tasks: '{{ it.path }}'",
        "include_vars: '{{ it.path }}'",
        "{ping: , delegate_to: '{{ it.path }}'}",
        "{ping: , become: true, become_user: '{{ it.owner }}'}",
        "{ping: , environment: {A: '{{ it.path }}'}}",
        "{ping: , retries: '{{ it.size }}', until: false}",
        "{ping: , check_mode: '{{ it.size }}'}",
        "{ping: , loop: '{{ it.path }}'}"
      })
  void callsWhatUsesAValueThatIsNotKnownYetUnpredictable(String task) throws Exception {
    Playing.Told told =
        playing
            .checking()
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - tempfile: {path: %s}
                      register: it
                    - %s
                """
                    .formatted(folder, task));
    assertTrue(told.outcomes().getLast().endsWith(" unpredictable"), told.text());
  }

  @Test
  void passesAValueOnThatIsNotKnownYet() throws Exception {
    Playing.Told told =
        playing
            .checking()
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - tempfile: {path: %s}
                      register: it
                    - set_fact: {where: "{{ it.path }}"}
                    - debug: {msg: "{{ where }}"}
                    - file: {path: "{{ where }}", state: touch}
                """
                    .formatted(folder));
    assertEquals(
        List.of(
            "one tempfile would change",
            "one set_fact ok",
            "one debug ok",
            "one file unpredictable"),
        told.outcomes());
  }

  @Test
  void foreseesWhatIsAtAPathHoweverItIsAskedAboutInCheckMode() throws Exception {
    playing.file("files/x", "new");
    Files.writeString(folder.resolve("a"), "old");
    Playing.Told told =
        playing
            .checking()
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - copy: {content: new, dest: "%1$s/a"}
                    - copy: {src: x, dest: "%1$s/a"}
                    - file: {path: "%1$s/d", state: directory}
                    - copy: {src: x, dest: "%1$s/d"}
                    - lineinfile: {path: "%1$s/d/x", line: new}
                """
                    .formatted(folder));
    assertEquals(
        List.of(
            "one copy would change",
            "one copy ok",
            "one file would change",
            "one copy would change",
            "one lineinfile would change"),
        told.outcomes());
  }

  @Test
  void tellsInCheckModeThatACommandWhoseProductIsMissingIsDue() throws Exception {
    Files.writeString(folder.resolve("there"), "");
    Playing.Told told =
        playing
            .checking()
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {name: always, command: "touch %1$s/a"}
                    - {name: made, command: {argv: [touch, "%1$s/there"], creates: "%1$s/there"}}
                    - {name: missing, shell: {cmd: "touch %1$s/b", creates: "%1$s/b"}}
                    - {name: left, command: {cmd: "rm %1$s/there", removes: "%1$s/there"}}
                """
                    .formatted(folder));
    assertEquals(
        List.of(
            "one always skipped",
            "one made ok",
            "one missing would change",
            "one left would change"),
        told.outcomes());
    assertFalse(Files.exists(folder.resolve("b")), "check mode wrote");
  }
}
