package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import dev.javaform.source.DiagnosticException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plays on shells of this machine: order, failures, handlers, registers. */
class RunTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder);
  }

  @Test
  void endsAnIncludeThatIncludesItself() throws Exception {
    playing.file("more.yml", "- include_tasks: '{{ next }}'\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              vars: {next: more.yml}
              tasks:
                - include_tasks: "{{ next }}"
            """);
    assertTrue(told.failure("one").contains("one of them includes itself"), told.failure("one"));
  }

  @Test
  void keepsHostsInLockstep() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: first
                      debug: {msg: x}
                    - name: second
                      debug: {msg: x}
                """);
    assertEquals(
        List.of("first", "first", "second", "second"),
        told.outcomes().stream().map(line -> line.split(" ")[1]).toList());
  }

  @Test
  void copiesAMappingAndAListAsJson() throws Exception {
    playing.play(
        """
        - hosts: all
          gather_facts: false
          vars: {data: {a: 1}}
          tasks:
            - copy: {content: {b: ["{{ data.a }}", null, true]}, dest: "%1$s/one"}
            - copy: {content: "{{ data }}", dest: "%1$s/two"}
        """
            .formatted(folder));
    assertEquals("{\"b\": [\"1\", null, true]}", Files.readString(folder.resolve("one")));
    assertEquals("{\"a\": 1}", Files.readString(folder.resolve("two")));
  }

  @Test
  void givesAProgramItsArgumentsAsAnsibleSpellsThem() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - command: {argv: [echo, true, 7, ""]}
                  register: said
                - debug: {msg: "{{ said.cmd | join('|') }}"}
            """);
    assertEquals(List.of("one: echo|True|7|"), told.messages());
  }

  @Test
  void tellsWhyAFileWasNotEditedAndNotWhatTheEditWas() throws Exception {
    Files.writeString(folder.resolve("conf"), "a\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - replace: {path: "%1$s/conf", regexp: a, replace: b, validate: "grep -q c %%s"}
                  register: edit
                  ignore_errors: true
                - debug: {msg: "{{ edit.msg }}, {{ edit.rc }}"}
            """
                .formatted(folder));
    String message = Iterables.getOnlyElement(told.messages());
    assertTrue(message.contains("conf: the new content is not valid"), message);
    assertTrue(message.endsWith(", 1"), message);
  }

  @Test
  void aFailureOfOneHostIsThatHostsAlone() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: half
                      command: "{{ 'false' if inventory_hostname == 'a' else 'true' }}"
                    - name: rest
                      debug: {msg: alive}
                """);
    assertEquals(List.of("b: alive"), told.messages());
    assertEquals(1, told.stats("a").failed());
    assertEquals(0, told.stats("b").failed());
    assertEquals(RunStatus.FAILED, told.status());
    assertEquals("non-zero return code", told.failure("a"));
  }

  @Test
  void rescuesAndAlwaysGoesOn() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - block:
                    - command: "false"
                    - debug: {msg: never}
                  rescue:
                    - debug: {msg: rescued}
                  always:
                    - debug: {msg: always}
                - debug: {msg: after}
            """);
    assertEquals(List.of("one: rescued", "one: always", "one: after"), told.messages());
    assertEquals(1, told.stats("one").rescued());
    assertEquals(0, told.stats("one").failed());
    assertEquals(RunStatus.DONE, told.status());
  }

  @Test
  void runsNotifiedHandlersOnceInTheOrderOfTheirDefinition() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - copy: {content: "1", dest: "%1$s/f1"}
                  notify: [second, topic]
                - copy: {content: "2", dest: "%1$s/f2"}
                  notify: second
                - debug: {msg: before}
                - meta: flush_handlers
                - debug: {msg: after}
              handlers:
                - name: first
                  listen: topic
                  debug: {msg: first}
                - name: second
                  debug: {msg: second}
            """
                .formatted(folder));
    assertEquals(
        List.of("one: before", "one: first", "one: second", "one: after"), told.messages());
  }

  @Test
  void registersLoopsWithTheirItems() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - command: echo {{ item }}
                  loop: [x, y]
                  register: said
                  changed_when: false
                - debug:
                    msg: "{{ said.results | map(attribute='stdout') | join('+') }}"
            """);
    assertEquals(List.of("one: x+y"), told.messages());
    assertEquals(0, told.stats("one").changed());
  }

  @Test
  void neverRendersWhatAHostSaid() throws Exception {
    Files.writeString(folder.resolve("evil"), "{{ 1 + 1 }}");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - command: cat %s/evil
                  register: evil
                  changed_when: false
                - debug: {msg: "said {{ evil.stdout }}"}
            """
                .formatted(folder));
    assertEquals(List.of("one: said {{ 1 + 1 }}"), told.messages());
  }

  @Test
  void triesAgainUntilItHolds() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - shell: echo x >> %1$s/count; wc -l < %1$s/count
                  register: count
                  until: count.stdout | int >= 3
                  retries: 5
                  delay: 0
                - debug: {msg: "{{ count.attempts }} attempts"}
            """
                .formatted(folder));
    assertEquals(List.of("one: 3 attempts"), told.messages());
  }

  @Test
  void delegatesToAnotherHostAndKeepsTheResult() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: a
                  gather_facts: false
                  tasks:
                    - command: echo {{ inventory_hostname }}
                      delegate_to: b
                      register: said
                      changed_when: false
                    - debug: {msg: "{{ said.stdout }}"}
                """);
    assertEquals(List.of("a: a"), told.messages());
    assertTrue(told.text().contains("ok: [a -> b]"), told.text());
  }

  @Test
  void delegatesToAHostThatOnlyTheTaskNames() throws Exception {
    Playing.Told told =
        playing
            .inventory("a\n[all:vars]\nansible_connection=local\ngreeting=hello\n")
            .play(
                """
                - hosts: a
                  gather_facts: false
                  tasks:
                    - command: echo {{ greeting }} {{ inventory_hostname }}
                      delegate_to: stranger
                      register: said
                    - debug: {msg: "{{ said.stdout }}"}
                """);
    assertEquals(List.of("a: hello a"), told.messages());
    assertTrue(told.text().contains("changed: [a -> stranger]"), told.text());
  }

  @Test
  void runsOnceForAll() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - command: echo {{ inventory_hostname }}
                      run_once: true
                      register: said
                      changed_when: false
                    - debug: {msg: "{{ said.stdout }}"}
                """);
    assertEquals(List.of("a: a", "b: a"), told.messages().stream().sorted().toList());
  }

  private Playing.Told copying(String arguments) throws Exception {
    return playing
        .checking()
        .file("files/key", "$ANSIBLE_VAULT;1.1;AES256\n6162\n")
        .play(
            "- hosts: all\n  gather_facts: false\n  tasks:\n    - copy: {src: key, dest: /tmp/, %s}\n"
                .formatted(arguments));
  }

  @Test
  void anEncryptedSourceIsRefusedBeforeAnyHostIsAsked() {
    var refused = assertThrows(DiagnosticException.class, () -> copying("decrypt: true"));
    assertTrue(
        refused.getMessage().contains("\"key\" is encrypted with ansible-vault"),
        refused.getMessage());
  }

  @Test
  void anEncryptedSourceIsCopiedAsItIsWhereThatIsWanted() throws Exception {
    assertEquals(List.of("one copy would change"), copying("decrypt: false").outcomes());
  }

  @Test
  void asksOnceForAllAndRegistersTheAnswer() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .typing("{{ 6 * 7 }}")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - pause: {prompt: Which?}
                      register: asked
                    - debug: {msg: "{{ asked.user_input }}"}
                """);
    assertEquals(
        List.of("a: {{ 6 * 7 }}", "b: {{ 6 * 7 }}"), told.messages().stream().sorted().toList());
  }

  @Test
  void whatIsTypedUnseenIsUsedAndNotShown() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .typing("hunter2")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - pause: {prompt: Password?, echo: false}
                      register: asked
                    - debug: {msg: "{{ asked.user_input }} {{ asked.user_input | length }}"}
                """);
    assertEquals(
        List.of("a: ******** 7", "b: ******** 7"), told.messages().stream().sorted().toList());
    assertFalse(told.text().contains("hunter2"), told.text());
  }

  @Test
  void pausesOnceForAll() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - pause: {seconds: 1}
                      register: paused
                    - debug: {msg: "rc {{ paused.rc }}"}
                """);
    assertEquals(1, told.outcomes().stream().filter(line -> line.contains("pause")).count());
    assertEquals(List.of("a: rc 0", "b: rc 0"), told.messages().stream().sorted().toList());
  }

  @Test
  void includesTasksPerItem() throws Exception {
    playing.file("more.yml", "- debug: {msg: 'more {{ item }}'}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - include_tasks: more.yml
                  loop: [1, 2]
            """);
    assertEquals(List.of("one: more 1", "one: more 2"), told.messages());
  }

  @Test
  void layersVariablesAsDocumented() throws Exception {
    playing
        .file("roles/r/defaults/main.yml", "a: default\nb: default\nc: default\n")
        .file("roles/r/vars/main.yml", "c: role\n")
        .file("roles/r/tasks/main.yml", "- debug: {msg: '{{ a }} {{ b }} {{ c }} {{ d }}'}\n")
        .file("group_vars/all.yml", "b: group\nd: group\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              vars: {d: play}
              roles: [r]
            """);
    assertEquals(List.of("one: default group role play"), told.messages());
  }

  @Test
  void anUnreachableHostIsNotRescuedAndBlursNobody() throws Exception {
    Playing.Told told =
        playing
            .inventory("a ansible_connection=local\nb ansible_connection=pigeon\n")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - block:
                        - command: "true"
                          changed_when: false
                      rescue:
                        - debug: {msg: rescued}
                    - debug: {msg: alive}
                """);
    assertEquals(List.of("a: alive"), told.messages());
    assertEquals(1, told.stats("b").unreachable());
    assertEquals(RunStatus.UNREACHABLE, told.status());
  }

  @Test
  void hidesWhatNoLogHides() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - copy: {content: hush, dest: "%s/secret"}
                  no_log: true
                - shell: echo hush; false
                  no_log: true
                  ignore_errors: true
            """
                .formatted(folder));
    assertFalse(told.text().contains("hush"), told.text());
    assertEquals("hush", Files.readString(folder.resolve("secret")));
  }

  @Test
  void tellsARescueWhatFailed() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - block:
                    - name: boom
                      fail: {msg: too bad}
                  rescue:
                    - debug:
                        msg: "{{ ansible_failed_task.name }}: {{ ansible_failed_result.msg }}"
            """);
    assertEquals(List.of("one: boom: too bad"), told.messages());
  }

  @Test
  void oneFailureEndsThePlayWhereAnyIsFatal() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  any_errors_fatal: true
                  tasks:
                    - fail: {msg: x}
                      when: inventory_hostname == 'a'
                    - debug: {msg: never}
                """);
    assertEquals(List.of(), told.messages());
  }

  @Test
  void flushesHandlersOnceAfterRolesAndTasks() throws Exception {
    playing
        .file(
            "roles/r/tasks/main.yml",
            "- copy: {content: x, dest: '%s/f'}\n  notify: told\n".formatted(folder))
        .file("roles/r/handlers/main.yml", "- name: told\n  debug: {msg: handler}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              roles: [r]
              tasks: [debug: {msg: task}]
              post_tasks: [debug: {msg: post}]
            """);
    assertEquals(List.of("one: task", "one: handler", "one: post"), told.messages());
  }

  @Test
  void hidesTheItemsOfALoopThatNoLogNames() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - command: echo {{ item.text }}
                  loop: [{text: hush, secret: true}, {text: open, secret: false}]
                  no_log: "{{ item.secret }}"
                  changed_when: false
            """);
    assertFalse(told.text().contains("hush"), told.text());
    assertTrue(told.text().contains("open"), told.text());
  }
}
