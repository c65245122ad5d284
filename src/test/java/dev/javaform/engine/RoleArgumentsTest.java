package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A role's arguments are validated before its tasks, as ansible-playbook 2.14 does it. */
class RoleArgumentsTest {

  private static final String SPECIFICATIONS =
      """
      argument_specs:
        main:
          short_description: a guest
          options:
            memory: {type: int, required: true}
            kind: {choices: [kvm, qemu], default: kvm}
        other:
          options:
            other: {required: true}
      """;

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void role() throws Exception {
    playing = new Playing(folder);
    for (String file : new String[] {"main", "other", "free"}) {
      playing.file(
          "roles/r/tasks/%s.yml".formatted(file),
          "- debug: {msg: \"%s {{ kind | default('unset') }}\"}\n".formatted(file));
    }
  }

  private String told(String play) throws Exception {
    playing.file("roles/r/meta/argument_specs.yml", SPECIFICATIONS);
    return playing.play("- hosts: all\n  gather_facts: false\n" + play).text();
  }

  @Test
  void isATaskBeforeTheRolesOwn() throws Exception {
    String out = told("  vars: {memory: 16}\n  roles: [r]\n");
    String name = "TASK [r : Validating arguments against arg spec 'main' - a guest]";
    assertTrue(out.contains(name), out);
    assertTrue(out.indexOf(name) < out.indexOf("TASK [r : debug]"), out);
    assertTrue(out.contains("main unset"), "defaults are not applied: " + out);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"argument_specs.yml", "argument_specs.yaml", "argument_specs.json", "main.yml"})
  void standsInAnyOfItsFiles(String file) throws Exception {
    playing.file("roles/r/meta/" + file, "{argument_specs: {main: {options: {x: {type: int}}}}}");
    String out = playing.play("- hosts: all\n  vars: {x: a}\n  roles: [r]\n").text();
    assertTrue(out.contains("unable to convert to int"), out);
  }

  @Test
  void itsOwnFileCountsAlone() throws Exception {
    playing.file(
        "roles/r/meta/main.yml", "{argument_specs: {main: {options: {x: {required: true}}}}}");
    String out = told("  vars: {memory: 16}\n  roles: [r]\n");
    assertTrue(out.contains("main unset"), out);
  }

  @Test
  void saysWhatIsWrongAndWhere() throws Exception {
    String out = told("  vars:\n    kind: kwm\n  roles: [r]\n");
    assertTrue(out.contains("missing required arguments: memory"), out);
    assertTrue(out.contains("value of kind must be one of: kvm, qemu, got: kwm. Did you"), out);
    assertTrue(out.contains("play.yml:4:11"), out);
    assertTrue(out.contains("\"argument_errors\": [\"missing required arguments: memory\""), out);
    assertFalse(out.contains("TASK [r : debug]"), out);
  }

  @Test
  void parametersOfTheRoleCountMost() throws Exception {
    String out = told("  vars: {memory: x}\n  roles: [{role: r, memory: 16}]\n");
    assertTrue(out.contains("main unset"), out);
    out = told("  vars: {memory: 16}\n  roles: [{role: r, memory: x}]\n");
    assertTrue(out.contains("unable to convert to int"), out);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "include_role: {name: r}                                     | main",
        "import_role: {name: r}                                      | main",
        "include_role: {name: r, tasks_from: other}                  | other",
        "import_role: {name: r, tasks_from: other}                   | other",
        "import_role: {name: r, tasks_from: other.yml}               | ''",
        "include_role: {name: r, tasks_from: free}                   | ''",
        "include_role: {name: r, rolespec_validate: false}           | ''",
        "import_role: {name: r, rolespec_validate: false}            | ''",
        "include_role: {name: r, rolespec_validate: '{{ 1 == 2 }}'}  | ''",
      })
  void theFileOfTasksChoosesTheSpecification(String task, String chosen) throws Exception {
    String out = told("  tasks:\n    - " + task + "\n");
    String expected = chosen.isEmpty() ? "" : "'" + chosen + "'";
    assertEquals(expected, out.replaceFirst("(?s).*against arg spec ('\\w+').*|.*", "$1"), out);
  }

  @Test
  void runsWhateverTagsAreAskedFor() throws Exception {
    playing.tags("none");
    String out = told("  roles: [r]\n");
    assertTrue(out.contains("missing required arguments: memory"), out);
  }

  @Test
  void happensWhereTheRoleHasNoTasks() throws Exception {
    playing.file("roles/bare/meta/argument_specs.yml", SPECIFICATIONS);
    String out = playing.play("- hosts: all\n  roles: [bare]\n").text();
    assertTrue(out.contains("missing required arguments: memory"), out);
  }

  @Test
  void happensForWhatARoleDependsOn() throws Exception {
    playing.file("roles/needs/meta/main.yml", "dependencies: [r]\n");
    playing.file("roles/needs/tasks/main.yml", "- debug: {msg: needs}\n");
    assertTrue(told("  roles: [needs]\n").contains("missing required arguments: memory"));
  }

  @Test
  void isUnpredictableInCheckModeWhereAValueIsNotKnownYet() throws Exception {
    playing.checking();
    String out =
        told(
            """
              tasks:
                - tempfile:
                  register: made
                - include_role: {name: r}
                  vars: {memory: "{{ made.path }}"}
            """);
    assertTrue(out.contains("unpredictable: [one]"), out);
  }
}
