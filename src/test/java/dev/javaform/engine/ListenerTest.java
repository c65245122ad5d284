package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.StartedTask;
import dev.javaform.event.TaskId;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a listener can know, and cannot. */
@Tag("faults")
class ListenerTest {

  /** As a stranger would write it who keeps a history: no memory, no care for secrets. */
  private static final class History implements Listener {
    final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    public void accept(Event event) {
      switch (event) {
        case Event.ItemEnded(var at, var task, var host, _, var item, var result, var took, _, _) ->
            lines.add(line(task, host, item) + result + (at.getEpochSecond() > 0) + took.isZero());
        case Event.TaskEnded(var at, var task, var host, _, var result, var took, _, _, _) ->
            lines.add(line(task, host, "") + result + (at.getEpochSecond() > 0) + took.isZero());
        default -> lines.add(event.toString());
      }
    }

    private static String line(StartedTask task, String host, String item) {
      return "%s %s %s %s ".formatted(task.id(), task.name(), host, item);
    }
  }

  private static final String SECRETS =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: says one
            command: echo hunter2hunter2 {{ item }}
            loop: [red, green]
          - name: hides one
            command: echo not-for-you {{ item }}
            loop: [secret-blue]
            no_log: true
          - name: writes one
            copy: {content: "pw=hunter2hunter2\\n", dest: "%s/file"}
          - name: fails with one
            command: "false hunter2hunter2"
            ignore_errors: true
      """;

  @TempDir private Path folder;

  @Test
  void cannotLeakWhatItIsNotTold() throws Exception {
    History history = play(SECRETS.formatted(folder));
    String all = String.join("\n", history.lines);
    assertTrue(all.contains("writes one"), all);
    List.of("hunter2", "not-for-you", "secret-blue")
        .forEach(secret -> assertFalse(all.contains(secret), all));
  }

  @Test
  void knowsTaskHostItemAndTimeOfEachEnd() throws Exception {
    History history = play(SECRETS.formatted(folder));
    assertEquals(
        List.of("1.1 says one one red", "1.1 says one one green", "1.1 says one one "),
        history.lines.stream()
            .filter(line -> line.startsWith("1.1 "))
            .peek(line -> assertTrue(line.endsWith("truefalse"), line))
            .map(line -> line.substring(0, line.indexOf("Result") - 1))
            .toList());
  }

  /** Hosts that do the same at the same time are no reason to know less. */
  @Test
  void theOrderOfTheRunIsInTheNumbers() throws Exception {
    Playing.Told told =
        new Playing(folder)
            .on("a", "b", "c")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks: [{debug: }, {command: echo, notify: told}]
                  handlers: [{name: told, debug: }]
                - hosts: all
                  gather_facts: false
                  serial: 1
                  tasks: [{debug: }]
                """);
    assertEquals(
        List.of("1.1", "1.2", "1.3", "2.1", "2.2", "2.3"),
        told.events().stream()
            .filter(Event.TaskStarted.class::isInstance)
            .map(event -> ((Event.TaskStarted) event).task().id())
            .map(TaskId::toString)
            .toList());
  }

  private History play(String playbook) throws Exception {
    History history = new History();
    new Playing(folder)
        .inventory("one ansible_connection=local ansible_become_password=hunter2hunter2\n")
        .listener(history)
        .play(playbook);
    return history;
  }
}
