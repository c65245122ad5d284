package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is asked before tasks run. The questions are Ansible's. */
class ConfirmationTest {

  private static final String PLAY =
      """
      - hosts: all
        roles: [r]
        tasks:
          - {name: "{{ word }} one", ping: , vars: {word: task}}
          - meta: flush_handlers
          - {command: "true", notify: told}
          - include_tasks: inner.yml
        handlers:
          - {name: told, debug: {msg: handled}}
      """;

  @TempDir private Path folder;
  private final List<String> asked = new ArrayList<>();

  private List<String> outcomes(String refused) throws Exception {
    return new Playing(folder)
            .on("one", "two")
            .file("inner.yml", "- debug: {msg: inside}\n")
            .file("roles/r/tasks/main.yml", "- {name: first, ping: }\n")
            .confirming(
                task -> {
                  asked.add(task.get());
                  return !task.get().equals(refused);
                })
            .play(PLAY)
            .outcomes()
            .stream()
            .filter(line -> line.startsWith("one "))
            .toList();
  }

  @Test
  void everyTaskIsAskedForOnceForAllHosts() throws Exception {
    outcomes("");
    assertEquals(
        List.of(
            "TASK: Gathering Facts",
            "TASK: r : first",
            "TASK: task one",
            "TASK: command",
            "TASK: include_tasks",
            "TASK: debug",
            "HANDLER: told"),
        asked);
  }

  @Test
  void whatIsRefusedIsLeftOut() throws Exception {
    assertEquals(
        List.of("one Gathering Facts ok", "one r : first ok", "one task one ok", "one debug ok"),
        outcomes("TASK: command"));
    assertEquals(
        List.of(
            "one Gathering Facts ok",
            "one r : first ok",
            "one task one ok",
            "one command changed",
            "one told ok"),
        outcomes("TASK: include_tasks"));
  }
}
