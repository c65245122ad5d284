package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far the failure of some hosts goes: for other hosts, later batches, later plays. */
class FailuresTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder).on("a", "b", "c");
  }

  /** Hosts end a task in any order. */
  private static List<String> sorted(List<String> lines) {
    return lines.stream().sorted().toList();
  }

  @Test
  void aFatalErrorInOneBatchEndsTheRun() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              serial: 2
              any_errors_fatal: "{{ true }}"
              tasks:
                - {name: break, command: "false", when: inventory_hostname == 'a'}
                - debug: {msg: later task}
            - hosts: c
              gather_facts: false
              tasks:
                - debug: {msg: later play}
            """);
    assertEquals(List.of("a break failed", "b break skipped"), sorted(told.outcomes()));
    assertTrue(told.text().contains("\nNO MORE HOSTS LEFT ***"), told.text());
  }

  @Test
  void tooManyFailuresInOneBatchEndTheRun() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              serial: 2
              max_fail_percentage: 49
              tasks:
                - {name: break, command: "false", when: inventory_hostname == 'a'}
                - debug: {msg: later task}
            """);
    assertEquals(List.of("a break failed", "b break skipped"), sorted(told.outcomes()));
  }

  @Test
  void aBatchThatIsLostAsAWholeEndsTheRun() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              serial: 1
              tasks:
                - {name: break, command: "false"}
            - hosts: c
              gather_facts: false
              tasks:
                - debug: {msg: later play}
            """);
    assertEquals(List.of("a break failed"), told.outcomes());
  }

  @Test
  void anErrorThatARescueAwaitsIsNotFatal() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: a:b
              gather_facts: false
              any_errors_fatal: true
              tasks:
                - block:
                    - {command: "false", when: inventory_hostname == 'a'}
                  rescue:
                    - debug: {msg: "rescued {{ ansible_failed_task.name == '' }}"}
                  always:
                    - debug: {msg: always}
                - debug: {msg: after}
                - {name: last, command: "false", when: inventory_hostname == 'b'}
                - debug: {msg: never}
            """);
    assertEquals(
        List.of("a: after", "a: always", "a: rescued True", "b: after", "b: always"),
        sorted(told.messages()));
    assertEquals(1, told.stats("b").failed());
    assertEquals(RunStatus.FAILED, told.status());
  }

  @Test
  void hostsThatFailedAreNoHostsOfThePlayAnyMore() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              serial: 2
              tasks:
                - {command: "false", when: inventory_hostname == 'a'}
                - debug: {msg: "{{ ansible_play_batch + ['|'] + ansible_play_hosts }}"}
                  when: inventory_hostname == 'b'
                - debug: {msg: "left {{ play_hosts | join }} of {{ ansible_play_hosts_all | join }}"}
            """);
    assertEquals(List.of("b: left b of abc", "c: left c of abc"), told.messages());
    assertTrue(
        told.text().contains("\"b\",\n        \"|\",\n        \"b\",\n        \"c\""), told.text());
  }

  @Test
  void whatIsUndefinedIsNoMistakeWhereFailuresAreAwaited() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: a
              gather_facts: false
              tasks:
                - {debug: {msg: "{{ nope }}"}, ignore_errors: true}
                - block:
                    - debug: {msg: "{{ nope }}"}
                  rescue:
                    - debug: {msg: rescued}
            """);
    assertEquals(List.of("a: rescued"), told.messages());
  }

  @Test
  void whatRunsOnceFailsForAll() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: a:b
              gather_facts: false
              tasks:
                - {name: break, command: "false", run_once: true}
            - hosts: c
              gather_facts: false
              tasks:
                - debug: {msg: later play}
            """);
    assertEquals(List.of("a break failed"), told.outcomes());
    assertTrue(told.text().contains("\nNO MORE HOSTS LEFT ***"), told.text());
  }

  @Test
  void aPlayMayForceTheHandlersOfHostsThatFailed() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: a:b
              gather_facts: false
              vars: {insist: true}
              force_handlers: "{{ insist }}"
              tasks:
                - {command: "true", notify: tell}
                - {command: "false", when: inventory_hostname == 'a'}
              handlers:
                - {name: tell, debug: {msg: told}}
            """);
    assertEquals(List.of("a: told", "b: told"), sorted(told.messages()));
  }

  @Test
  void aHandlerThatIsNotThereIsAFailureOfTheHostsThatNotifiedIt() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: a:b
              gather_facts: false
              tasks:
                - {command: "true", changed_when: inventory_hostname == 'a', notify: nobody}
                - {debug: {msg: after}}
            """);
    assertEquals(List.of("b: after"), told.messages());
    assertEquals(
        "The requested handler 'nobody' was not found in the play's handlers, by its name or by what it listens to.",
        told.failure("a"));
  }

  @Test
  void whatFailedByFailedWhenIsRegisteredAsTheChangeItIs() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: a
              gather_facts: false
              tasks:
                - {command: "true", failed_when: true, ignore_errors: true, register: it}
                - debug: {msg: "changed is {{ it.changed }}"}
                - {command: "false", retries: 2, delay: 0, ignore_errors: true, register: it}
                - debug: {msg: "{{ it.attempts }} tries"}
            """);
    assertEquals(List.of("a: changed is True", "a: 2 tries"), told.messages());
  }

  @Test
  void aRescueKnowsTheTaskThatFailedAsItWasWritten() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - block:
                    - {name: broken, command: "false", args: {chdir: /}}
                  rescue:
                    - debug:
                        msg: "{{ ansible_failed_task.name }} {{ ansible_failed_task.action }} {{ ansible_failed_task.args }}"
            """);
    assertEquals(
        "broken command {'chdir': '/', '_raw_params': 'false'}",
        told.messages().getFirst().replaceFirst("^[a-z]+: ", ""));
  }

  @Test
  void aFailureThatDoesNotCountStillSaysWhatWasWrong() throws Exception {
    Playing.Told told =
        playing
            .on("a")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {lineinfile: {path: /nowhere/here, line: x}, failed_when: false, register: it}
                    - debug: {msg: "{{ it.failed }} {{ it.failed_when_result }} {{ it.msg }}"}
                """);
    assertEquals(List.of("a lineinfile ok", "a debug ok"), told.outcomes());
    assertTrue(told.text().contains("\"msg\": \"False False "), told.text());
    assertTrue(told.text().contains("/nowhere/here"), told.text());
  }
}
