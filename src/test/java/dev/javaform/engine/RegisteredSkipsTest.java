package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.event.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code register} gets of a task that is skipped. Expected values are Ansible 2.14's. */
class RegisteredSkipsTest {

  private static final String REASON = "Conditional result was False";

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() throws Exception {
    playing =
        new Playing(folder)
            .file("inner.yml", "- debug: {msg: inside}\n")
            .file("roles/inner/tasks/main.yml", "- debug: {msg: inside}\n");
  }

  private Map<?, ?> registered(String task) throws Exception {
    Playing.Told told =
        playing.play(
            "- hosts: all\n  gather_facts: false\n  tasks:\n    - {%s, register: r}\n    - debug: var=r\n"
                .formatted(task));
    return told.events().stream()
        .filter(Event.TaskEnded.class::isInstance)
        .map(event -> ((Event.TaskEnded) event).result().values().get("r"))
        .filter(Map.class::isInstance)
        .map(value -> (Map<?, ?>) value)
        .findFirst()
        .orElseThrow(() -> new AssertionError(told.text()));
  }

  private static Map<String, Object> skippedItem(Object item) {
    return Map.of(
        "ansible_loop_var",
        "item",
        "changed",
        false,
        "item",
        item,
        "skip_reason",
        REASON,
        "skipped",
        true);
  }

  @Test
  void ofOneWhoseConditionDoesNotHold() throws Exception {
    Map<String, Object> skipped = Map.of("changed", false, "skip_reason", REASON, "skipped", true);
    assertEquals(skipped, registered("command: 'true', when: false"));
    assertEquals(skipped, registered("include_tasks: inner.yml, when: false"));
    assertEquals(skipped, registered("include_role: {name: inner}, when: false"));
  }

  @Test
  void ofOneWithItemsThatAreAllSkipped() throws Exception {
    Map<String, Object> skipped =
        Map.of(
            "changed",
            false,
            "msg",
            "All items skipped",
            "results",
            List.of(skippedItem("a"), skippedItem("b")),
            "skipped",
            true);
    assertEquals(skipped, registered("command: 'true', when: false, loop: [a, b]"));
    assertEquals(skipped, registered("include_tasks: inner.yml, when: false, loop: [a, b]"));
  }

  @Test
  void ofOneWithItemsOfWhichSomeAreSkipped() throws Exception {
    Map<?, ?> ping = registered("ping: {}, when: item == 'b', loop: [a, b]");
    assertEquals(
        List.of(
            skippedItem("a"),
            Map.of(
                "ansible_loop_var",
                "item",
                "changed",
                false,
                "failed",
                false,
                "item",
                "b",
                "ping",
                "pong")),
        ping.get("results"));
    assertEquals(false, ping.get("skipped"));
    Map<?, ?> include = registered("include_tasks: inner.yml, when: item == 'b', loop: [a, b]");
    assertEquals(
        List.of(
            skippedItem("a"),
            Map.of(
                "ansible_loop_var",
                "item",
                "include",
                "inner.yml",
                "include_args",
                Map.of(),
                "item",
                "b")),
        include.get("results"));
    assertEquals("All items completed", include.get("msg"));
  }

  @Test
  void ofOneWithoutItems() throws Exception {
    Map<String, Object> skipped =
        Map.of(
            "changed",
            false,
            "results",
            List.of(),
            "skipped",
            true,
            "skipped_reason",
            "No items in the list");
    assertEquals(skipped, registered("command: 'true', loop: []"));
    assertEquals(skipped, registered("include_tasks: inner.yml, loop: []"));
  }

  @Test
  void ofOneWhoseModuleLeftItOut() throws Exception {
    assertEquals(
        Map.of(
            "changed",
            false,
            "failed",
            false,
            "skipped",
            true,
            "skipped_reason",
            "Verbosity threshold not met."),
        registered("debug: {msg: more, verbosity: 3}"));
    Map<?, ?> command = registered("command: 'true', check_mode: true");
    assertEquals(false, command.get("failed"));
    assertEquals(true, command.get("skipped"));
    assertEquals(false, command.containsKey("skip_reason"));
  }

  @Test
  void ofAnIncludeThatHappens() throws Exception {
    assertEquals(
        Map.of("changed", false, "include", "inner.yml", "include_args", Map.of()),
        registered("include_tasks: inner.yml"));
    assertEquals(
        Map.of("changed", false, "include_args", Map.of("name", "inner")),
        registered("include_role: {name: inner}"));
  }
}
