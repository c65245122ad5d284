package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is found before a run: an error only where the run surely comes to it and fails there, else
 * a warning, and the failure of the task on the host that reaches it.
 */
class FindingsTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void site() throws IOException {
    playing =
        new Playing(folder)
            .inventory("one\n[none]\n")
            .file("wrong.yml", "- nonesuch:\n")
            .file("right.yml", "- ping:\n")
            .file("listed/tasks/main.yml", "- nonesuch:\n")
            .file("listed/handlers/main.yml", "- {name: late, nonesuch: }\n");
  }

  private static String play(String tasks) {
    return "- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4);
  }

  private ImmutableList<Diagnostic> findings(String tasks) throws IOException {
    return playing.findings(play(tasks));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- nonesuch:",
        "- copy: {dst: /x}",
        "- copy: {src: nowhere, dest: /x}",
        "- template: {src: nowhere, dest: /x}",
        "- file: {path: /x, state: nonsense}",
        "- debug: msg={{ 1 | nonesuch }}",
        "- debug: msg={{ 1 + }}",
        "- include_tasks: nowhere.yml",
        "- include_tasks: wrong.yml",
        "- include_role: {name: nowhere}",
        "- include_vars: nowhere.yml",
        "- {ping: , when: '1 =='}",
        "- {ping: , when: [1 | nonesuch, false]}",
        "- {ping: , environment: {A: '{{ 1 | nonesuch }}'}}",
        "- {nonesuch: , loop: [1]}",
        "- {nonesuch: , ignore_errors: false}",
        "- {nonesuch: , tags: some}",
        "- {ping: , loop: '{{ 1 + }}'}",
        "- block: [nonesuch: ]",
        "- {block: [ping: ], always: [nonesuch: ]}",
        "- {block: [fail: ], rescue: [ping: ]}\n- nonesuch:",
        "- meta: flush_handlers\n- nonesuch:",
        "- meta: nonsense",
        "- {ping: , connection: nonesuch}",
        "- {ping: , become_method: nonesuch, become: true}",
        "- {ping: , with_nonesuch: [1]}",
        "- {include_tasks: right.yml, with_nonesuch: [1]}",
        "- debug: msg=x\n- copy: {src: nowhere, dest: /x}",
        "- ping:\n- copy: {src: nowhere, dest: /x}",
      })
  void whatTheRunSurelyComesToAndFailsAtIsAnError(String tasks) throws IOException {
    assertTrue(findings(tasks).stream().anyMatch(Diagnostic::isError), tasks);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- {nonesuch: , when: false}",
        "- {nonesuch: , when: somewhere is defined}",
        "- {nonesuch: , loop: '{{ [] }}'}",
        "- {nonesuch: , with_items: [[]]}",
        "- {nonesuch: , with_fileglob: ['*.none']}",
        "- {nonesuch: , ignore_errors: true}",
        "- {nonesuch: , failed_when: false}",
        "- {nonesuch: , tags: never}",
        "- {nonesuch: , tags: '{{ x }}'}",
        "- {copy: {dst: /x}, when: false}",
        "- {copy: {src: nowhere, dest: /x}, when: false}",
        "- {file: {path: /x, state: nonsense}, when: false}",
        "- {debug: {msg: '{{ 1 | nonesuch }}'}, when: false}",
        "- {debug: {msg: '{{ 1 + }}'}, when: false}",
        "- {ping: , when: [false, '1 ==']}",
        "- {ping: , changed_when: '1 ==', when: false}",
        "- {ping: , vars: {a: '{{ 1 + }}'}}",
        "- {ping: , loop: '{{ 1 + }}', when: false}",
        "- {block: [nonesuch: ], when: false}",
        "- {block: [nonesuch: ], rescue: [ping: ]}",
        "- {block: [ping: ], rescue: [nonesuch: ]}",
        "- {include_tasks: nowhere.yml, when: false}",
        "- {include_tasks: wrong.yml, when: false}",
        "- {include_tasks: wrong.yml, loop: '{{ [] }}'}",
        "- {include_role: {name: nowhere}, when: false}",
        "- {include_role: {name: listed}, when: false}",
        "- {include_vars: nowhere.yml, when: false}",
        "- {include_vars: {fil: x}, when: false}",
        "- {include_vars: nowhere.yml, failed_when: false}",
        "- meta: end_play\n- nonesuch:",
        "- {meta: end_host, when: false}\n- nonesuch:",
        "- {fail: , when: false}\n- nonesuch:",
        "- include_tasks: '{{ some }}.yml'\n- nonesuch:",
        "- {meta: nonsense, when: false}",
        "- {ping: , connection: nonesuch, when: false}",
        "- {ping: , become_method: nonesuch, become: true, when: false}",
        "- {ping: , with_nonesuch: [1], when: false}",
        "- {include_tasks: right.yml, with_nonesuch: [1], when: false}",
        "- {command: touch nowhere, delegate_to: localhost}\n- copy: {src: nowhere, dest: /x}",
        "- {command: make files, connection: local}\n- include_tasks: nowhere.yml",
      })
  void whatItMayNeverComeToIsAWarning(String tasks) throws IOException {
    ImmutableList<Diagnostic> found = findings(tasks);
    assertTrue(found.stream().noneMatch(Diagnostic::isError), found::toString);
    assertTrue(
        found.stream()
            .anyMatch(each -> each.detail().endsWith(" It will fail when it is reached.")),
        found::toString);
  }

  @Test
  void aPlayWithoutHostsIsNotReached() throws IOException {
    List<Diagnostic> found = playing.findings("- hosts: none\n  tasks: [nonesuch: ]\n");
    assertTrue(found.stream().noneMatch(Diagnostic::isError), found::toString);
  }

  @Test
  void hostsThatNobodyNamesAreAMistakeOfTheFirstPlayAndMayBeOneOfOthers() throws IOException {
    String unknown = "- hosts: 'one:&{{ place }}'\n  tasks: [ping: ]\n";
    assertTrue(playing.findings(unknown).stream().anyMatch(Diagnostic::isError));
    List<Diagnostic> later = playing.findings(play("- ping:") + unknown);
    assertEquals(1, later.size(), later::toString);
    assertTrue(later.stream().noneMatch(Diagnostic::isError), later::toString);
    String asked = "  vars_prompt: [{name: place}]\n";
    assertEquals(List.of(), playing.findings(unknown + asked));
  }

  @Test
  void whatTagsLeaveOutIsNotReached() throws IOException {
    playing.tags("other");
    assertTrue(findings("- nonesuch:").stream().noneMatch(Diagnostic::isError));
    assertTrue(findings("- {nonesuch: , tags: other}").stream().anyMatch(Diagnostic::isError));
  }

  @Test
  void handlersMayNeverBeNotified() throws IOException {
    String handlers =
        """
        - hosts: all
          gather_facts: false
          handlers:
            - {name: one, nonesuch: }
            - {name: two, include_tasks: nowhere.yml}
            - {name: three, include_role: {name: listed}}
          tasks: [ping: ]
        """;
    List<Diagnostic> found = playing.findings(handlers);
    assertEquals(3, found.size(), found::toString);
    assertTrue(found.stream().noneMatch(Diagnostic::isError), found::toString);
  }

  @Test
  void aLocalHostMayMakeTheFilesOfLaterTasks() throws Exception {
    playing.on("one");
    String tasks =
        """
        - copy: {content: made, dest: "{{ playbook_dir }}/made.txt"}
        - copy: {src: made.txt, dest: "{{ playbook_dir }}/copied.txt"}
        """;
    assertTrue(findings(tasks).stream().noneMatch(Diagnostic::isError));
    assertEquals(2, playing.play(play(tasks)).stats("one").changed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonesuch:",
        "copy: {dst: /x}",
        "copy: {src: nowhere, dest: /x}",
        "file: {path: /x, state: nonsense}",
        "debug: msg={{ 1 | nonesuch }}",
        "command: echo {{ 1 + }}",
        "debug: msg={{ lookup('nonesuch') }}",
        "include_tasks: nowhere.yml",
        "include_tasks: wrong.yml",
        "include_role: {name: nowhere}",
        "include_vars: nowhere.yml",
        "{ping: , connection: nonesuch}",
        "{ping: , become_method: nonesuch, become: true}",
        "{ping: , with_nonesuch: [1]}",
        "{include_tasks: right.yml, with_nonesuch: [1]}",
      })
  void whatIsReachedFailsWithTheSameWordsAndIsRescued(String task) throws Exception {
    playing.on("one");
    String tasks =
        """
        - block:
            - %s
          rescue:
            - debug: msg=rescued
        """
            .formatted(task);
    Diagnostic warned = findings(tasks).getFirst();
    Playing.Told told = playing.play(play(tasks));
    String words = warned.detail().replace(" It will fail when it is reached.", "");
    assertEquals("%s (%s)".formatted(words, warned.mark().orElseThrow()), told.failure("one"));
    assertEquals(List.of("one: rescued"), told.messages());
  }

  @Test
  void variablesThatAreNotThereMayBeIgnored() throws Exception {
    playing.on("one");
    String tasks = "- {include_vars: nowhere.yml, ignore_errors: true}\n- debug: msg=after\n";
    Playing.Told told = playing.play(play(tasks));
    assertEquals(List.of("one: after"), told.messages());
    assertEquals(1, told.stats("one").ignored());
    assertEquals(0, told.stats("one").failed());
  }

  @Test
  void aHandlerThatCannotBeReadFailsWhereItIsNotified() throws Exception {
    playing.on("one");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              handlers: [{name: late, include_tasks: nowhere.yml}]
              tasks: [{command: "true", notify: late}]
            """);
    assertTrue(told.failure("one").startsWith("There is no file \"nowhere.yml\"."), told.text());
  }
}
