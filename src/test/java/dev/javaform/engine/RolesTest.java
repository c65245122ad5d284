package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * When a role runs again: what ansible-playbook 2.14 does with the same roles. The roles a, b, ...
 * depend on c as their names tell.
 */
class RolesTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void roles() throws Exception {
    playing = new Playing(folder).on("one", "two").forks(1);
    role("c", "", "");
    role("a", "[c]", "");
    role("b", "[c]", "");
    role("parameter", "[{role: c, p: 1}]", "");
    role("condition", "[{role: c, when: x is defined}]", "");
    role("tag", "[{role: c, tags: t}]", "");
    role("vars", "[{role: c, vars: {p: 2}}]", "");
    role("both", "[a, b]", "");
    role("again", "", "allow_duplicates: true");
    playing.file("roles/never/tasks/main.yml", "- {debug: {msg: never}, when: false}\n");
    playing.file("roles/idle/tasks/main.yml", "- meta: noop\n");
    playing.file("roles/failing/tasks/main.yml", "- {command: 'false', ignore_errors: true}\n");
    playing.file("roles/including/tasks/main.yml", "- include_tasks: more.yml\n");
    playing.file("roles/including/tasks/more.yml", "- debug: {msg: more}\n");
    playing.file(
        "roles/first/tasks/main.yml",
        "- {debug: {msg: first}, when: inventory_hostname == 'one'}\n");
  }

  private void role(String name, String dependencies, String meta) throws Exception {
    String lines = dependencies.isEmpty() ? meta : "dependencies: " + dependencies;
    playing.file("roles/%s/tasks/main.yml".formatted(name), "- debug: {msg: %s}\n".formatted(name));
    playing.file("roles/%s/meta/main.yml".formatted(name), "{%s}\n".formatted(lines));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "c, c                                       | c",
        "c, {role: c, p: 1}, {role: c, p: 1}        | c c",
        "c, {role: c, tags: t}, {role: c, when: true}, {role: c, vars: {p: 3}} | c c c c",
        "a, b                                       | c a b",
        "{role: a, when: x is defined}, b           | c b",
        "{role: a, when: true}, {role: b, when: true}, both | c a b a b both",
        "a, parameter, condition, tag, vars         | c a c parameter condition c tag c vars",
        "again, again                               | again again",
        "never, never                               | ''",
        "including, including                       | more",
      })
  void amongRoles(String roles, String told) throws Exception {
    assertEquals(told, toldOnOne("  roles: [" + roles + "]\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import_role: {name: c}; import_role: {name: c}                     | c c c",
        "include_role: {name: c}; include_role: {name: c}                   | c c c",
        "include_role: {name: c, allow_duplicates: false}                   | c c",
        "include_role: {name: c}; include_role: {name: c, allow_duplicates: false} | c c",
        "include_role: {name: a}; import_role: {name: b}                    | c a b",
      })
  void amongTasks(String tasks, String told) throws Exception {
    String list = "    - " + tasks.replace("; ", "\n    - ") + "\n";
    assertEquals(told, toldOnOne("  roles: [c]\n  tasks:\n" + list));
  }

  private String toldOnOne(String play) throws Exception {
    List<String> messages = playing.play("- hosts: all\n  gather_facts: false\n" + play).messages();
    return String.join(
        " ",
        messages.stream()
            .filter(message -> message.startsWith("one: "))
            .map(message -> message.substring(5))
            .toList());
  }

  @Test
  void itIsDecidedForEachHost() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              roles: [{role: a, when: inventory_hostname == 'one'}, b]
            """);
    assertEquals(
        List.of("one: c", "one: a", "two: c", "one: b", "two: b"), told.messages(), told.text());
  }

  @Test
  void onlyARoleThatDidSomethingHasRun() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              roles: [never, never, idle, idle, failing, failing, first, first]
            """);
    assertEquals(2, told.stats("one").skipped());
    assertEquals(4, told.stats("two").skipped());
    assertEquals(1, told.stats("one").ignored());
    assertEquals(List.of("one: first"), told.messages());
  }

  @Test
  void everyPlayAndEveryBatchBeginsAnew() throws Exception {
    String play = "- {hosts: all, gather_facts: false, serial: 1, roles: [a, b]}\n";
    List<String> once = List.of("one: c", "one: a", "one: b", "two: c", "two: a", "two: b");
    assertEquals(once, playing.play(play).messages());
    assertEquals(12, playing.play(play + play).messages().size());
  }

  @Test
  void aRoleLeftOutByTagsMayRunForOthers() throws Exception {
    Playing.Told told =
        playing
            .tags("wanted")
            .play("- hosts: all\n  gather_facts: false\n  roles: [a, {role: b, tags: wanted}]\n");
    assertEquals(List.of("one: c", "two: c", "one: b", "two: b"), told.messages());
  }

  @Test
  void handlersOfARoleThatIsIncludedAnewRunOnce() throws Exception {
    playing
        .file("roles/h/tasks/main.yml", "- {command: 'true', notify: topic}\n")
        .file("roles/h/handlers/main.yml", "- {listen: topic, name: h, debug: {msg: handled}}\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: one
              gather_facts: false
              tasks:
                - import_role: {name: h}
                - import_role: {name: h}
                - include_role: {name: h}
                - include_role: {name: h}
            """);
    assertEquals(List.of("one: handled"), told.messages());
  }

  @Test
  void namesOfRolesAreKnown() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: one
              gather_facts: false
              roles: [a, a, b]
              tasks:
                - debug:
                    msg: >-
                      {{ ansible_play_role_names }} {{ ansible_role_names | sort }}
                      {{ ansible_dependent_role_names }}
            """);
    assertEquals("one: ['a', 'a', 'b'] ['a', 'b', 'c'] ['c']", told.messages().getLast());
  }
}
