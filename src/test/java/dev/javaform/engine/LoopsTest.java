package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What loops run over, and what they leave. */
class LoopsTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() throws Exception {
    playing = new Playing(folder);
  }

  private String items(String loop) throws Exception {
    return playing
        .play(
            """
            - hosts: all
              gather_facts: false
              vars:
                users: [{name: ann, keys: [k1, k2]}, {name: bob}]
              tasks:
                - debug:
                  %s
                  register: said
                - debug: {msg: "over {{ said.results | map(attribute='item') | list }}"}
            """
                .formatted(loop))
        .messages()
        .getFirst();
  }

  @Test
  void elementsWithWhatIsListedInThem() throws Exception {
    assertEquals(
        "one: over [({'name': 'ann'}, 'k1'), ({'name': 'ann'}, 'k2')]",
        items("with_subelements: [\"{{ users }}\", keys, {skip_missing: true}]"));
  }

  @Test
  void contentsOfOneFileOrMany() throws Exception {
    playing.file("a.txt", "A").file("b.txt", "B");
    assertEquals("one: over ['A', 'B']", items("with_file: [a.txt, b.txt]"));
    assertEquals("one: over ['A']", items("with_file: a.txt"));
  }

  @Test
  void namesOfVariables() throws Exception {
    assertEquals("one: over ['users']", items("with_varnames: [^users$]"));
    assertEquals("one: over ['users']", items("with_varnames: ^users$"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "items: [1, [2, [3]]]                     | [1, 2, [3]]",
        "items: one                               | ['one']",
        "list: [1, [2]]                           | [1, [2]]",
        "flattened: [1, [2, [3]]]                 | [1, 2, 3]",
        "dict: {a: 1, b: 2}                       | [{'key': 'a', 'value': 1}, {'key': 'b', 'value': 2}]",
        "dict: [{a: 1}, {b: 2}]                   | [{'key': 'a', 'value': 1}, {'key': 'b', 'value': 2}]",
        "indexed_items: [a, [b]]                  | [(0, 'a'), (1, 'b')]",
        "together: [[a, b], [1]]                  | [['a', 1], ['b', None]]",
        "together: [[[a, b], c], [1, 2]]          | [['a', 'b', 1], ['c', 2]]",
        "nested: [[a, b], [1, 2]]                 | [['a', 1], ['a', 2], ['b', 1], ['b', 2]]",
        "nested: [abc, [1, 2]]                    | [['abc', 1], ['abc', 2]]",
        "nested: [[[a, b], c], [1]]               | [['a', 'b', 1], ['c', 1]]",
        "community.general.cartesian: [[a], [1]]  | [['a', 1]]",
        "sequence: count=2                        | ['1', '2']",
      })
  void whatTheLookupOfThatNameGives(String loop, String items) throws Exception {
    assertEquals("one: over " + items, items("with_" + loop));
  }

  @Test
  void oneOfTheItemsByChance() throws Exception {
    assertEquals("one: over ['x']", items("with_random_choice: [x, x]"));
  }

  @Test
  void longNames() throws Exception {
    assertEquals("one: over [1, 2]", items("with_community.general.flattened: [[1, [2]]]"));
    assertEquals("one: over ['a']", items("with_ansible.builtin.items: [a]"));
  }

  @Test
  void theFirstFileWhereTheModulesFilesAre() throws Exception {
    for (String kind : List.of("files", "vars", "templates")) {
      Files.createDirectories(folder.resolve(kind));
      Files.writeString(folder.resolve(kind + "/here.yml"), "found: in %s\n".formatted(kind));
    }
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - include_vars: "{{ item }}"
                  with_first_found: [nowhere.yml, here.yml]
                - debug: {msg: "{{ found }}"}
                - template: {src: "{{ item }}", dest: %1$s/rendered}
                  with_first_found: [{files: [nowhere.yml, here.yml]}]
                - copy: {src: "{{ item }}", dest: %1$s/copied}
                  with_first_found: [here.yml]
                - debug: {msg: "{{ lookup('first_found', 'here.yml') | dirname | basename }}"}
            """
                .formatted(folder));
    assertEquals(List.of("one: in vars", "one: files"), told.messages());
    assertEquals("found: in templates\n", Files.readString(folder.resolve("rendered")));
    assertEquals("found: in files\n", Files.readString(folder.resolve("copied")));
  }

  @Test
  void anItemThatFailedIsToldWithItsItemAndIgnoredOnce() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {fail: {msg: bad}, loop: [x, y], ignore_errors: true, register: all}
                - debug: {msg: "{{ all.results | map(attribute='item') | join }}"}
            """);
    String failure =
        "failed: [one] (item=%1$s) => {\"ansible_loop_var\": \"item\","
            + " \"changed\": false, \"item\": \"%1$s\", \"msg\": \"bad\"}\n";
    assertTrue(
        told.text().contains(failure.formatted("x") + failure.formatted("y") + "...ignoring\n"),
        told.text());
    assertEquals(List.of("one: xy"), told.messages());
  }

  @Test
  void aMappingIsItsKeysToItems() throws Exception {
    assertEquals("one: over ['name']", items("with_items: '{{ users[1] }}'"));
  }

  @Test
  void aLoopThatFailedInPartCountsAsTheChangeItIs() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {command: "{{ item }}", loop: ["true", "false"], ignore_errors: true}
            """);
    assertEquals(1, told.stats("one").changed());
    assertEquals(1, told.stats("one").ignored());
  }

  @Test
  void aLoopThatSkippedAllItsItemsSaysSo() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {command: "true", loop: [1], when: false, register: it}
                - debug: {msg: "{{ it.msg }}"}
            """);
    assertEquals(List.of("one: All items skipped"), told.messages());
  }

  @Test
  void aLoopWithoutTurnsSaysSoInItsOwnWord() throws Exception {
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {command: echo, loop: [], register: empty}
                - {command: echo, when: false, register: unmet}
                - debug: {msg: "{{ empty.skipped_reason }}; {{ empty.skip_reason is defined }}; {{ unmet.skip_reason }}"}
            """);
    assertEquals(
        "No items in the list; False; Conditional result was False",
        told.messages().getFirst().replaceFirst("^[a-z]+: ", ""));
  }
}
