package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Variables from files, taken in by a task. Expected values are those of Ansible 2.14. */
class IncludeVarsTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() throws Exception {
    playing =
        new Playing(folder)
            .file(
                "vars/a.yml", "x: 1\nt: '{{ inventory_hostname }}-{{ x }}'\nd: {k: 1, n: {a: 1}}\n")
            .file("vars/b.yml", "d: {j: 2, n: {b: 2}}\n");
  }

  private Playing.Told run(String tasks) throws Exception {
    return playing.play(
        "- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4).stripTrailing() + "\n");
  }

  @Test
  void whatIsRegisteredHoldsTheVariablesAndTheirFiles() throws Exception {
    Playing.Told told =
        run(
            """
            - include_vars: a.yml
              register: r
            - debug: {msg: "{{ r.ansible_facts }} {{ r.ansible_included_var_files }} {{ t }}"}
            - include_vars: {file: a.yml, name: all_of_it}
              register: r
            - debug: {msg: "{{ r.ansible_facts.keys() | list }} {{ all_of_it.t }}"}
            """);
    assertEquals(
        List.of(
            "one: {'x': 1, 't': 'one-1', 'd': {'k': 1, 'n': {'a': 1}}} ['%s/vars/a.yml'] one-1"
                .formatted(folder),
            "one: ['all_of_it'] one-1"),
        told.messages());
  }

  @Test
  void aLoopTellsOfEveryItemAndGoesOnAfterOneThatFails() throws Exception {
    Playing.Told told =
        run(
            """
            - include_vars: "{{ item }}"
              loop: [a.yml, nope.yml, b.yml]
              register: r
              ignore_errors: true
            - debug: {msg: "{{ r.results | map(attribute='failed') | list }} {{ d.j }} {{ r.results[1].message }}"}
            """);
    assertEquals(
        List.of(
            "one: [False, True, False] 2 There is no file \"nope.yml\"."
                + " Looked for: %1$s/vars/nope.yml, %1$s/nope.yml.".formatted(folder)),
        told.messages());
    assertTrue(told.text().contains("ok: [one] => (item=a.yml)"), told.text());
    assertTrue(told.text().contains("failed: [one] (item=nope.yml)"), told.text());
  }

  @Test
  void onlyHostsThatTheTaskFailedOnAreLost() throws Exception {
    playing.on("a", "c").file("vars/c.yml", "x: 3\n");
    Playing.Told told =
        run(
            """
            - include_vars: "{{ inventory_hostname }}.yml"
            - include_vars: "{{ inventory_hostname }}{{ x }}.yml"
              when: x == 3
            - debug: {msg: "x {{ x }}"}
            """);
    assertEquals(List.of("a: x 1"), told.messages());
    assertTrue(told.failure("c").startsWith("There is no file \"c3.yml\""), told.text());
  }

  @Test
  void whatFailsSetsNothing() throws Exception {
    Playing.Told told =
        run(
            """
            - include_vars: a.yml
              failed_when: true
              ignore_errors: true
            - include_vars: nope.yml
              failed_when: false
              register: r
            - debug: {msg: "{{ x | default('none') }} {{ r.failed }} {{ r.changed }} {{ r.ansible_facts }}"}
            """);
    assertEquals("one: none False False {}", told.messages().getLast());
  }

  @Test
  void whatRunsOnceIsKnownToAll() throws Exception {
    playing.on("a", "c");
    Playing.Told told =
        run(
            """
            - include_vars: "{{ item }}"
              loop: [a.yml, b.yml]
              run_once: true
            - set_fact: {"f{{ item }}": "{{ item }}"}
              loop: [1, 2]
              run_once: true
            - debug: {msg: "{{ t }} {{ d }} {{ f1 }} {{ f2 }}"}
            """);
    assertEquals(
        List.of("a: a-1 {'j': 2, 'n': {'b': 2}} 1 2", "c: c-1 {'j': 2, 'n': {'b': 2}} 1 2"),
        told.messages().stream().sorted().toList());
  }

  @Test
  void aHandlerTakesInVariables() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - include_vars: b.yml
                  changed_when: true
                  notify: more
              handlers:
                - name: more
                  include_vars: a.yml
                - debug: {msg: "x {{ x }}"}
                  listen: more
            """);
    assertEquals(List.of("one: x 1"), told.messages());
  }

  @Test
  void mappingsAreMergedWhereThatIsAskedFor() throws Exception {
    Playing.Told told =
        run(
            """
            - include_vars: a.yml
            - include_vars: {file: b.yml, hash_behaviour: merge}
            - debug: {msg: "d {{ d }}"}
            - include_vars: {file: b.yml, hash_behaviour: replace}
            - debug: {msg: "d {{ d }}"}
            """);
    assertEquals(
        List.of("one: d {'k': 1, 'n': {'a': 1, 'b': 2}, 'j': 2}", "one: d {'j': 2, 'n': {'b': 2}}"),
        told.messages());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ignore_unknown_extensions: true             | .h.yml 1.yml 2.json 3.yaml 4.yml",
        "ignore_unknown_extensions: true, depth: 1   | .h.yml 1.yml 2.json",
        "ignore_unknown_extensions: true, depth: '2' | .h.yml 1.yml 2.json 3.yaml",
        "files_matching: '^[124].*[ln]$', extensions: [yml, json] | 1.yml 2.json 4.yml",
        "ignore_files: ['txt', '~', noext, h.yml]    | 1.yml 2.json 3.yaml 4.yml",
        "ignore_files: txt ~ noext h.yml             | 1.yml 2.json 3.yaml 4.yml",
        "extensions: [txt], files_matching: txt      | readme.txt",
      })
  void ofAFolderSuchFilesAreRead(String arguments, String files) throws Exception {
    fill();
    Playing.Told told =
        run(
            """
            - include_vars: {dir: vd, %s}
              register: r
            - debug: {msg: "{{ r.ansible_included_var_files | map('basename') | join(' ') }}"}
            """
                .formatted(arguments));
    assertEquals(List.of("one: " + files), told.messages());
  }

  private void fill() throws Exception {
    playing
        .file("vd/1.yml", "v1: 1\n")
        .file("vd/2.json", "{\"v2\": 2}")
        .file("vd/sub/3.yaml", "v3: 3\n")
        .file("vd/sub2/deep/4.yml", "v4: 4\n")
        .file("vd/readme.txt", "r: 1\n")
        .file("vd/.h.yml", "h: 1\n")
        .file("vd/1.yml~", "h: 1\n")
        .file("vd/noext", "h: 1\n");
  }

  @Test
  void aRolesFolderIsBelowItsVariables() throws Exception {
    playing
        .file("roles/r/vars/more/q.yml", "q: role\n")
        .file("more/q.yml", "q: playbook\n")
        .file(
            "roles/r/tasks/main.yml",
            "- include_vars: {dir: more}\n- debug: {msg: '{{ q }}'}\n"
                + "- include_vars: {dir: vars/more}\n");
    Playing.Told told = playing.play("- hosts: all\n  gather_facts: false\n  roles: [r]\n");
    assertEquals(List.of("one: role"), told.messages());
    assertEquals(3, told.stats("one").ok());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{dir: vd}                         | Not a variables file",
        "{dir: nowhere}                    | Folder not found",
        "{dir: vars/a.yml}                 | No folder",
        "{dir: vars, file: a.yml}          | Contradiction",
        "{fil: a.yml, file: a.yml}         | Unknown argument",
        "{}                                | Missing argument",
        "{dir: vars, depth: deep}          | Wrong number",
        "{dir: vars, files_matching: '('}  | Wrong expression",
        "{file: a.yml, hash_behaviour: x}  | Unknown value",
        "list.yml                          | Wrong type",
        "nope.yml                          | File not found",
      })
  void whatIsSurelyWrongIsToldBeforeTheRun(String what, String summary) throws Exception {
    fill();
    Files.writeString(folder.resolve("vars/list.yml"), "- 1\n");
    List<Diagnostic> found =
        playing.findings(
            "- hosts: all\n  gather_facts: false\n  tasks:\n    - include_vars: %s\n"
                .formatted(what));
    assertEquals(List.of(summary), found.stream().map(Diagnostic::summary).toList());
    assertTrue(found.getFirst().isError());
  }

  @Test
  void aPasswordInAFileIsASecretFromThenOn() throws Exception {
    playing.file("vars/p.yml", "ansible_password: hunter2hunter2\n");
    String text =
        run("""
                - include_vars: p.yml
                  register: r
                - debug: {var: r}
                """)
            .text();
    assertTrue(!text.contains("hunter2hunter2"), text);
  }
}
