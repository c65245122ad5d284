package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostic;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of imported files and of roles that speak of variables which are known before a run. */
class NamesBeforeTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void site() throws IOException {
    playing =
        new Playing(folder)
            .file("more/one.yml", "- debug: msg=imported\n")
            .file("roles/web/defaults/main.yml", "which: one\n")
            .file("roles/web/tasks/main.yml", "- import_tasks: \"{{ which }}.yml\"\n")
            .file("roles/web/vars/more.yml", "x: 1\n")
            .file("roles/web/tasks/one.yml", "- debug: msg={{ role_name }}\n")
            .file("later.yml", "- import_tasks: \"{{ dir }}/one.yml\"\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import_tasks: '{{ dir }}/one.yml'                                 | imported",
        "import_tasks: '{{ playbook_dir }}/more/one.yml'                   | imported",
        "{import_tasks: '{{ own }}', vars: {own: '{{ dir }}/one.yml'}}     | imported",
        "{block: [import_tasks: '{{ own }}.yml'], vars: {own: more/one}}   | imported",
        "{import_role: {name: '{{ kind }}'}}                               | web",
        "{import_role: {name: '{{ kind }}'}, vars: {kind: web}}            | web",
        "{import_role: {name: web, tasks_from: '{{ part }}.yml'}}          | web",
        "{import_role: {name: web, tasks_from: '{{ part }}', vars_from: '{{ dir }}'}} | web",
        "include_tasks: later.yml                                          | imported",
      })
  void theyAreThoseThatTheVariablesSay(String task, String message) throws Exception {
    String play =
        "- hosts: all\n  gather_facts: false\n  vars: {dir: more, kind: web, part: one}\n  tasks:\n    - ";
    assertEquals(List.of("one: " + message), playing.play(play + task + "\n").messages());
  }

  @Test
  void rolesAndPlaybooksToo() throws Exception {
    playing.file(
        "web.yml",
        "- {hosts: all, gather_facts: false, vars: {kind: web}, roles: ['{{ kind }}']}\n");
    assertEquals(
        List.of("one: web"),
        playing.play("- import_playbook: '{{ kind }}.yml'\n  vars: {kind: web}\n").messages());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import_tasks: '{{ ansible_hostname }}.yml'",
        "import_tasks: '{{ inventory_hostname }}.yml'",
        "import_tasks: '{{ 1 + }}.yml'",
        "import_role: {name: '{{ nowhere }}'}",
        "import_role: {name: web, tasks_from: '{{ nowhere }}'}",
      })
  void whatOnlyAHostKnowsIsAnError(String task) throws IOException {
    List<Diagnostic> found =
        playing.findings("- hosts: all\n  tasks:\n    - {%s, when: false}\n".formatted(task));
    assertTrue(found.getFirst().isError(), found::toString);
    assertEquals("Name not constant", found.getFirst().summary());
  }
}
