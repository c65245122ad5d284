package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code with_…} runs over: the lookup of that name, each item of a list a term of its own.
 */
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
  void namesOfVariables() throws Exception {
    assertEquals("one: over ['users']", items("with_varnames: [^users$]"));
    assertEquals("one: over ['users']", items("with_varnames: ^users$"));
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
}
