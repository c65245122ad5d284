package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.DiagnosticException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which of several values of a variable counts, and from when on. */
class VariablesTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder);
  }

  @Test
  void filesOfVariablesMayBeNamedByFactsThatAreGatheredFirst() throws Exception {
    playing.file("vars/Linux.yml", "a: 1\n").file("vars/b.yml", "b: 2\n").file("one.yml", "c: 3\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              vars: {name: b}
              vars_files:
                - "vars/{{ ansible_facts.system }}.yml"
                - "{{ name }}.yml"
                - ["{{ ansible_system }}-not-there.yml", "{{ inventory_hostname }}.yml"]
              tasks:
                - debug: {msg: "{{ a }} {{ b }} {{ c }}"}
            """);
    assertEquals(List.of("one: 1 2 3"), told.messages());
  }

  @Test
  void aFileOfVariablesThatOnlyFactsNameFailsTheHostWhereItIsMissing() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              vars_files: ["vars/{{ ansible_system }}.yml"]
              tasks: []
            """);
    assertEquals(
        "None of these variables files exists: vars/Linux.yml. (play.yml:2:16)",
        told.failure("one").replace(folder + "/", ""));
  }

  @Test
  void whatAPlaySaysForAllItsHostsEndsTheRunWhereItCannotBeRead() {
    DiagnosticException mistake =
        assertThrows(
            DiagnosticException.class,
            () -> playing.play("- {hosts: all, serial: '{{ nope }}', gather_facts: false}\n"));
    assertEquals("'nope' is undefined.", mistake.diagnostics().getFirst().detail());
    DiagnosticException number =
        assertThrows(
            DiagnosticException.class,
            () -> playing.play("- {hosts: all, serial: few, gather_facts: false}\n"));
    assertEquals("serial takes a number, not \"few\".", number.diagnostics().getFirst().detail());
  }

  @Test
  void thePatternOfAPlayMaySpeakOfGroups() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: "{{ groups['all'][1] }}"
                  gather_facts: false
                  tasks:
                    - {name: break, command: "false"}
                """);
    assertEquals(List.of("b break failed"), told.outcomes());
  }

  @Test
  void whatAPlaySaysForAllItsHostsMaySpeakOfItsVariables() throws Exception {
    Playing.Told told =
        playing
            .on("a", "b")
            .play(
                """
                - hosts: "{{ who }}"
                  gather_facts: "{{ some }}"
                  vars: {who: all, some: false, few: 1, share: 0}
                  serial: ["{{ few }}"]
                  max_fail_percentage: "{{ share }}"
                  tasks:
                    - {name: break, command: "false"}
                """);
    assertEquals(List.of("a break failed"), told.outcomes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          retries: "{{ word }}"               | retries takes a number, not "x".
          until: false, delay: "{{ word }}"   | delay takes a number, not "x".
          vars: {ansible_port: "{{ word }}"}  | ansible_port is "x"; it has to be a whole number from 1 to 65535.
          port: "{{ word }}"                  | port is "x"; it has to be a whole number from 1 to 65535.
          timeout: "{{ word }}"               | timeout is "x"; it has to be a whole number from 0 to 86400.
          """)
  void aKeywordThatIsNoNumberFailsTheTask(String keyword, String reason) throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              vars: {word: x}
              tasks:
                - {command: "false", %s}
            """
                .formatted(keyword));
    assertEquals(reason, told.failure("one").replaceFirst(" \\(.*", ""));
  }

  @Test
  void varsBesideARoleAreThePlaysButWeakerThanTheRolesFile() throws Exception {
    playing
        .file("roles/r/vars/main.yml", "own: file\n")
        .file("roles/r/tasks/main.yml", "- set_fact: {set: fact}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              roles:
                - {role: r, vars: {own: beside, set: beside, more: beside}}
              tasks:
                - debug: {msg: "{{ own }} {{ set }} {{ more }}"}
            """);
    assertEquals(List.of("one: file fact beside"), told.messages());
  }

  @Test
  void varsOfAnIncludeWinOverWhatItsTasksSetButThoseOfAnImportDoNot() throws Exception {
    playing
        .file("t.yml", "- set_fact: {x: fact}\n- debug: {msg: '{{ x }}'}\n  vars: {x: task}\n")
        .file("deep.yml", "- import_tasks: t.yml\n")
        .file("roles/r/tasks/main.yml", "- import_tasks: ../../../t.yml\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {include_tasks: deep.yml, vars: {x: include}}
                - {import_tasks: t.yml, vars: {x: import}}
                - {include_role: {name: r}, vars: {x: role}}
                - {import_role: {name: r}, vars: {x: import}}
            """);
    assertEquals(List.of("one: include", "one: fact", "one: role", "one: fact"), told.messages());
  }

  @Test
  void anIncludedRoleShowsItsVariablesToLaterTasksWhereItIsPublic() throws Exception {
    playing
        .file("roles/r/defaults/main.yml", "a: 1\n")
        .file("roles/r/vars/main.yml", "b: 2\n")
        .file("roles/r/tasks/main.yml", "- meta: noop\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - include_role: {name: r}
                - debug: {msg: "{{ a | default('hidden') }}"}
                - {include_role: {name: r, public: true}, vars: {c: 3}}
                - debug: {msg: "{{ a }} {{ b }} {{ c }}"}
            """);
    assertEquals(List.of("one: hidden", "one: 1 2 3"), told.messages());
  }

  @Test
  void everyHostHasAnAddressAndKnowsTheRolesOfItsPlay() throws Exception {
    playing
        .file("roles/r/meta/main.yml", "dependencies: [base]\n")
        .file("roles/r/tasks/main.yml", "- meta: noop\n")
        .file("roles/base/tasks/main.yml", "- meta: noop\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              roles: [r]
              tasks:
                - debug: {msg: "{{ ansible_host }} {{ role_names }} {{ ansible_role_names }}"}
            """);
    assertEquals(List.of("one: one ['r'] ['base', 'r']"), told.messages());
  }

  @Test
  void aFolderOfVariablesIsIncludedAsAWhole() throws Exception {
    playing.file("vars/more/a.yml", "a: 1\nb: 1\n").file("vars/more/b.yml", "b: 2\n");
    Playing.Told told =
        playing
            .file("vars/more/empty.yml", "")
            .play(
                """
            - hosts: all
              gather_facts: false
              tasks:
                - include_vars: {dir: more}
                - debug: {msg: "{{ a }} {{ b }}"}
            """);
    assertEquals(List.of("one: 1 2"), told.messages());
  }

  @Test
  void factsMayBeNamedByVariables() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              vars: {name: dyn}
              tasks:
                - set_fact: {"{{ name }}_x": 1}
                - debug: {msg: "it is {{ dyn_x }}"}
            """);
    assertEquals(List.of("one: it is 1"), told.messages());
  }

  @Test
  void factsSetByWordsMayBeBooleans() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - set_fact: a=yes b=False c=word
                - debug: {msg: "{{ a | type_debug }} {{ b is false }} {{ c }}"}
            """);
    assertEquals(List.of("one: bool True word"), told.messages());
  }

  @Test
  void factsAreThereBeforeAnyAreGathered() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {command: "true", when: "ansible_facts == {} and not hostvars.one.ansible_facts"}
                - {setup: }
                - {command: "true", when: "ansible_facts == {}"}
            """);
    assertEquals(
        List.of("one command changed", "one setup ok", "one command skipped"), told.outcomes());
  }

  @Test
  void debugShowsThatAVariableIsNotDefined() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              vars: {map: {}}
              tasks:
                - debug: {var: map.nope}
                - {debug: {msg: told}, changed_when: true}
            """);
    assertTrue(told.text().contains("\"map.nope\": \"VARIABLE IS NOT DEFINED!\""), told.text());
    assertTrue(told.text().contains("changed: [one] => {\n    \"msg\": \"told\"\n}"), told.text());
  }
}
