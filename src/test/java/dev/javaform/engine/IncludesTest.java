package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What includes bring while a play runs, and how they are told. */
class IncludesTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder);
  }

  @Test
  void tellsWhatALoopIncludesBeforeAnyOfItRuns() throws Exception {
    playing.file("t.yml", "- debug: {msg: '{{ item.n }}'}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - include_tasks: t.yml
                  loop: [{n: 1}, {n: 2}, {n: 3}]
                  loop_control: {label: "number {{ item.n }}"}
                  when: item.n != 2
            """);
    String file = folder.resolve("t.yml") + " for one";
    assertTrue(
        told.text()
            .contains(
                """
                skipping: [one] => (item=number 2)
                included: %1$s => (item=number 1)
                included: %1$s => (item=number 3)
                """
                    .formatted(file)),
        told.text());
    assertTrue(told.text().contains("\"msg\": \"3\"\n"), told.text());
  }

  @Test
  void anItemThatComesTwiceIsIncludedTwice() throws Exception {
    playing.on("a", "b").file("t.yml", "- debug: {msg: here}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {include_tasks: t.yml, loop: [1, 2, 1]}
            """);
    assertEquals(6, told.text().split("\"msg\": \"here\"", -1).length - 1, told.text());
  }

  @Test
  void whatIsIncludedOnceRunsOnOneHost() throws Exception {
    playing.on("a", "b").file("t.yml", "- debug: {msg: here}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {include_tasks: t.yml, run_once: true}
            """);
    assertEquals(List.of("a: here"), told.messages());
  }

  @Test
  void handlersAreFlushedWhereTheConditionHolds() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  vars: {what: it}
                  tasks:
                    - {command: "true", notify: "restart it"}
                    - {meta: flush_handlers, when: inventory_hostname == 'b'}
                    - debug: {msg: "then"}
                      when: inventory_hostname == 'b'
                  handlers:
                    - {name: "restart {{ what }}", debug: {msg: restarted}}
                """);
    assertEquals(List.of("b: restarted", "b: then", "a: restarted"), told.messages());
  }

  @Test
  void ofARoleIncludedTwiceTheHandlerOfTheLastIsNotified() throws Exception {
    playing
        .file("roles/r/tasks/main.yml", "- {command: 'true', changed_when: act, notify: h}\n")
        .file("roles/r/handlers/main.yml", "- {name: h, debug: {msg: 'of {{ who }}'}}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {include_role: {name: r}, vars: {who: first, act: false}}
                - {include_role: {name: r}, vars: {who: second, act: true}}
            """);
    assertEquals(List.of("one: of second"), told.messages());
  }
}
