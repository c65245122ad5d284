package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The document that {@code --output json} prints, held against its schema in {@code docs/}. */
class ReportTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String PLAY =
      """
      - name: Many ends
        hosts: all
        gather_facts: false
        tasks:
          - name: items
            copy: {content: "{{ item }}\\n", dest: "{{ playbook_dir }}/{{ inventory_hostname }}.{{ item }}"}
            loop: [red, green]
            notify: late
          - name: fails
            command: "false"
            ignore_errors: "{{ inventory_hostname == 'one' }}"
          - include_tasks: more.yml
            loop: [1, 2]
            when: item == 1
          - debug: {msg: never}
            when: false
        handlers:
          - name: late
            command: "true"
            delegate_to: one
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    site.hosts(HostLine.local("two"), HostLine.local("one"));
    site.file("more.yml", "- ping:\n");
  }

  /** The document as every reader of JSON reads it, and as the schema has it. */
  private static JsonNode document(Told told) throws Exception {
    JsonNode document = JSON.readTree(told.out());
    assertEquals(Set.of(), Set.copyOf(schema().validate(document)), told::toString);
    assertEquals(told.status(), document.get("exit_status").asInt());
    return document;
  }

  private static JsonSchema schema() throws Exception {
    JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    return factory.getSchema(
        Files.readString(Path.of("docs/run-report.schema.json")),
        SchemaValidatorsConfig.builder().build());
  }

  private static List<String> texts(JsonNode nodes, String pointer) {
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    nodes.forEach(each -> texts.add(each.at(pointer).asText()));
    return texts.build();
  }

  @Test
  void tellsOfEveryEnd() throws Exception {
    JsonNode document = document(site.run(PLAY, "--output", "json").exits(2));
    JsonNode tasks = document.at("/plays/0/tasks");
    assertEquals(List.of("1.1", "1.2", "1.3", "1.4", "1.5", "1.6"), texts(tasks, "/task/id"));
    JsonNode items = tasks.at("/0/hosts/one/items");
    assertEquals(List.of("red", "green"), texts(items, "/item"));
    assertEquals(List.of("changed", "changed"), texts(items, "/outcome"));
    assertEquals("+red", items.at("/0/diff").get(items.at("/0/diff").size() - 1).asText());
    assertTrue(tasks.at("/1/hosts/one/ignored").asBoolean());
    assertTrue(tasks.at("/1/hosts/two/reason").asText().contains("non-zero"), tasks::toString);
    assertTrue(tasks.at("/2/hosts/one/included/0").asText().endsWith("more.yml"));
    assertEquals("skipped", tasks.at("/2/hosts/one/items/0/outcome").asText());
    assertEquals("one", tasks.at("/5/hosts/one/delegated_to").asText());
    assertFalse(document.get("check").asBoolean());
  }

  @Test
  void inCheckModeHoldsWhatIsKnown() throws Exception {
    JsonNode document = document(site.run(PLAY, "--output", "json", "--check").exits(0));
    JsonNode tasks = document.at("/plays/0/tasks");
    assertEquals("would_change", tasks.at("/0/hosts/two/items/1/outcome").asText());
    assertEquals("skipped", tasks.at("/1/hosts/two/outcome").asText());
    assertFalse(tasks.at("/1/hosts/two").has("rc"), tasks::toString);
    assertTrue(document.get("check").asBoolean());
  }

  @Test
  void severalPlaybooksAreOneRun() throws Exception {
    site.file("other.yml", "- hosts: one\n  gather_facts: false\n  tasks: [{name: x, ping: }]\n");
    String play = "- hosts: all\n  gather_facts: false\n  tasks: [{name: y, ping: }]\n";
    JsonNode document = document(site.run(play, "other.yml", "--output", "json").exits(0));
    assertEquals(List.of("1", "2"), texts(document.get("plays"), "/play/id"));
    assertEquals("x", document.at("/plays/1/tasks/0/task/name").asText());
    assertEquals(2, document.at("/stats/one/ok").asInt());
    Told told = site.run(play, "other.yml").exits(0).counts("one", "ok=2");
    assertEquals(1, told.out().lines().filter(line -> line.startsWith("PLAY RECAP")).count());
  }

  @Test
  void mergesTheWarningsOfHosts() throws Exception {
    String play =
        """
        - hosts: all
          gather_facts: false
          tasks:
            - lineinfile:
                path: "{{ playbook_dir }}/{{ inventory_hostname }}.txt"
                create: true
                regexp: ""
                line: x
        """;
    JsonNode warnings = document(site.run(play, "--output", "json")).get("warnings");
    assertEquals(1, warnings.size(), warnings::toString);
    assertEquals(JSON.readTree("[\"one\", \"two\"]"), warnings.at("/0/hosts"));
    assertEquals("1.1", warnings.at("/0/task").asText());
    Told told = site.run(play).says("[WARNING]: two, one: An empty expression");
    assertEquals(1, told.err().split("empty expression", -1).length - 1, told::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "--syntax-check", "--check --detailed-exitcode"})
  void mistakesAreInItToo(String options) throws Exception {
    String play = "- hosts: all\n  tasks:\n    - cpoy: {dest: x}\n";
    String[] words = ("--output json " + options).strip().split(" ");
    JsonNode document = document(site.run(play, words).exits(options.contains("det") ? 65 : 4));
    JsonNode mistake = document.at("/diagnostics/0");
    assertEquals("Unknown module", mistake.get("summary").asText());
    assertEquals(
        "play.yml:3:7",
        "%s:%d:%d"
            .formatted(
                mistake.get("file").asText(),
                mistake.get("line").asInt(),
                mistake.get("column").asInt()));
    assertEquals(0, document.get("plays").size());
  }

  @Test
  void warningsBeforeARunAreInIt() throws Exception {
    String play = "- hosts: all\n  gather_facts: false\n  tasks: [{nonesuch: , when: false}]\n";
    JsonNode document = document(site.run(play, "--output", "json").exits(0));
    assertEquals("warning", document.at("/diagnostics/0/severity").asText());
    document(site.run(play, "--output", "json", "--syntax-check").exits(0));
  }

  @Test
  void aPlayWithoutHostsAndAMissingInventoryAreTold() throws Exception {
    String play = "- hosts: nobody\n  tasks: [{ping: }]\n";
    JsonNode document = document(site.run(play, "--output", "json"));
    assertEquals("no hosts matched", document.at("/plays/0/play/skipped").asText());
    document(site.run(play, "--output", "json", "-l", "nowhere").exits(4));
  }

  /** The slowest host of the inventory is its first one, and waits for the others. */
  @Test
  void linesComeInTheOrderOfTheInventory() throws Exception {
    String play =
        """
        - hosts: all
          gather_facts: false
          tasks:
            - name: in order
              shell: >-
                touch {{ inventory_hostname }};
                while [ '{{ inventory_hostname }}' = two ] && [ ! -e one ]; do sleep 0.1; done
              args: {chdir: '%s'}
              loop: [a, b]
        """
            .formatted(folder);
    Told told = site.run(play).exits(0);
    assertEquals(
        List.of("[two] a", "[two] b", "[one] a", "[one] b"),
        told.out()
            .lines()
            .filter(line -> line.startsWith("changed: "))
            .map(line -> line.replaceAll("changed: (\\S+) => \\(item=(.)\\)", "$1 $2"))
            .toList());
  }
}
