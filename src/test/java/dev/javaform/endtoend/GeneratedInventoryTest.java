package dev.javaform.endtoend;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts made of layers and of ranges. Expected values are those of Ansible 2.14. */
class GeneratedInventoryTest {

  private static final String SITE =
      """
      plugin: generator
      hosts:
        name: "{{ use }}_{{ nr }}"
        parents:
          - name: "{{ use }}"
            vars: {size: "{{ use }}-{{ nr }}", count: 3}
            parents: [{name: "all_{{ nr }}"}]
          - name: every
      layers:
        use: [web, db]
        nr: [1, x]
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site =
        new Site(folder)
            .file(
                "play.yml",
                """
                - hosts: all
                  gather_facts: false
                  connection: local
                  tasks:
                    - debug: {msg: "{{ group_names | join(' ') }}: {{ vars.size }} {{ vars.count | type_debug }}"}
                """);
  }

  private Told run(String... words) throws Exception {
    try (Running running = site.javaform(folder, List.of(words))) {
      return running.end();
    }
  }

  private Told generated(String text) throws Exception {
    site.file("made.yml", text);
    return run("run", "play.yml", "-i", "made.yml");
  }

  @Test
  void everyCombinationOfTheLayersIsAHost() throws Exception {
    Told told = generated(SITE).exits(0);
    told.says("ok: [web_1] => {\n    \"msg\": \"all_1 all_x every web: web-x str\"");
    told.says("ok: [web_x] => {\n    \"msg\": \"all_1 all_x every web: web-x str\"");
    told.says("ok: [db_1] => {\n    \"msg\": \"all_1 all_x db every: db-x str\"");
    told.counts("db_x", "ok=1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "use: [web, db] | use: web    | made.yml:10:8 | A list is needed here, but this is",
        "layers:        | lairs:      | made.yml:9:1  | Did you mean",
        "- name: every  | - nam: every | made.yml:8:7 | What parents makes needs a name.",
        "{{ use }}_     | {{ us }}_   | made.yml:3:   | 'us' is undefined",
      })
  void whatIsWrongIsToldWithItsPlace(String right, String wrong, String place, String says)
      throws Exception {
    generated(SITE.replace(right, wrong)).exits(4).says(place).says(says).hides("PLAY [");
  }

  @Test
  void listsOfHostsHoldRangesWhereThePluginForThemIsChosen() throws Exception {
    String[] words = {"run", "play.yml", "-i", "web[01:03], db:22", "--list-hosts"};
    run(words).exits(0).says("hosts (2):").says("web[01:03]\n");
    site.file("ansible.cfg", "[inventory]\nenable_plugins = ansible.builtin.advanced_host_list\n");
    run(words).exits(0).says("hosts (4):").says("web01\n").says("web03\n").says("db\n");
    site.file("ansible.cfg", "[inventory]\nenable_plugins = host_list, advanced_host_list\n");
    run(words).exits(0).says("hosts (2):");
  }
}
