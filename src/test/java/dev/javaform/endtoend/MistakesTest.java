package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Mistakes in what the user wrote: each with its place, all of them, before any host is contacted.
 */
@Tag("faults")
class MistakesTest {
  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    site.hosts(HostLine.local("one"), HostLine.local("two"));
  }

  @Test
  void allAreFoundAtOnceAndNoHostIsContacted() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tassks: []
              tasks:
                - command: touch %s/contacted
                - name: keyword
                  command: "true"
                  whenn: true
                - name: module
                  lineinfil: {path: /x}
                - name: argument
                  copy: {content: x, dst: /x}
                - name: missing
                  copy: {content: x}
                - name: type
                  file: {path: /x, state: nonsense}
                - name: syntax
                  debug: {msg: "{{ 1 + }}"}
                - name: file
                  copy: {src: none.txt, dest: /x}
                - name: template
                  template: {src: none.j2, dest: /x}
                - name: tasks
                  import_tasks: none.yml
              roles:
                - nonesuch
            """
                .formatted(folder));
    told.exits(4).says("No host was contacted").hides("PLAY [").hides("Exception");
    says(told, "play.yml:3:3", "\\^{6}", "Did you mean \"tasks\"\\?");
    says(told, "play.yml:8:7", "\\^{5}", "Did you mean \"when\"\\?");
    says(told, "play.yml:10:7", "\\^{9}", "Did you mean \"lineinfile\"\\?");
    says(told, "play.yml:12:26", "\\^{3}", "Did you mean \"dest\"\\?");
    says(told, "play.yml:14:7", "dest");
    says(told, "play.yml:16:31", "nonsense");
    says(told, "play.yml:18:28");
    says(told, "play.yml:20:19", "none.txt");
    says(told, "play.yml:22:23", "none.j2");
    says(told, "play.yml:24:21", "none.yml");
    says(told, "play.yml:26:7", "nonesuch");
    assertFalse(site.path("contacted").toFile().exists(), "a host was contacted");
  }

  /** One diagnostic, from its place to the empty line after it, has these in this order. */
  private static void says(Told told, String place, String... patterns) {
    String pattern = Pattern.quote(place) + "\\n";
    for (String each : patterns) {
      pattern += "((?!\\n\\n)[\\s\\S])*" + each;
    }
    assertTrue(Pattern.compile(pattern).matcher(told.err()).find(), pattern + "\n" + told);
  }

  @Test
  void aVariableThatNobodySetsIsFound() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              vars: {greeting: hello}
              tasks:
                - command: echo {{ greetin }} {{ nothing_of_that_name }}
                - ping:
                  become: "{{ rooted }}"
                - ping:
                  environment: {PATH: "{{ way }}"}
                - ping:
                  failed_when: [broken, skipped_by_the_first]
                - ping:
                  when: false
                  failed_when: never_asked
            - hosts: nobody
              gather_facts: false
              tasks: [command: "{{ never_run }}"]
            """);
    told.exits(4).says("5 errors. No host was contacted");
    says(told, "play.yml:5:24", "greetin", "Did you mean \"greeting\"\\?");
    says(told, "play.yml:5:38", "nothing_of_that_name");
    says(told, "play.yml:7:19", "rooted");
    says(told, "play.yml:9:31", "way");
    says(told, "play.yml:11:21", "broken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "- hosts: all\\n  tasks:\\n   - debug: {msg: [1, 2}\\n      | play.yml:3",
        "- hosts: all\\n  tasks:\\n\\t- debug:\\n                  | play.yml:3",
        "- hosts: all\\n  vars: {a: 'open\\n                       | play.yml",
        "hosts: all\\n                                             | play.yml:1:1",
        "- hosts: all\\n  tasks: *nowhere\\n                       | play.yml:2",
        "- hosts: all\\n  tasks: 5\\n                              | play.yml:2",
        "- 17\\n                                                   | play.yml:1:3",
      })
  void whatIsNoPlaybookIsSaidWithItsPlace(String text, String place) throws Exception {
    Told told = site.run(text.replace("\\n", "\n").replace("\\t", "\t"));
    told.exits(4).says(place).says("1 error. No host was contacted.").hides("Exception");
  }

  @Test
  void aYamlBombIsRefusedAtOnce() throws Exception {
    StringBuilder bomb = new StringBuilder("- hosts: all\n  vars:\n    a0: &a0 [x, x]\n");
    for (int i = 1; i < 60; i++) {
      bomb.append("    a%d: &a%d [*a%d, *a%d, *a%d]\n".formatted(i, i, i - 1, i - 1, i - 1));
    }
    Told told = site.run(bomb + "  tasks: []\n");
    told.exits(4).says("play.yml:").says("No host was contacted").hides("OutOfMemory");
  }

  @Test
  void aDeepNestIsRefusedAtOnce() throws Exception {
    Told told = site.run("- hosts: all\n  vars: {a: " + "[".repeat(100_000) + "\n");
    told.exits(4).says("play.yml:").says("No host was contacted").hides("StackOverflow");
  }

  @Test
  void keysWrittenTwiceAreWarnedOf() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              vars: {word: first, word: second}
              tasks:
                - debug: {msg: "{{ word }}"}
            """);
    told.exits(0).finished("one").finished("two").says("\"second\"");
    says(told, "play.yml:3:23", "word");
  }

  @Test
  void aCycleOfGroupsIsNamed() throws Exception {
    site.file(
        "hosts",
        """
        [red]
        one ansible_connection=local
        [red:children]
        blue
        [blue:children]
        red
        """);
    Told told = site.run("- hosts: all\n  tasks: []\n");
    told.exits(4).says("hosts:6:1").says("red").says("blue").says("No host was contacted");
  }

  @Test
  void aCycleOfVariablesIsThatTasksFailure() throws Exception {
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              vars: {a: "{{ b }}", b: "{{ a }}"}
              tasks:
                - name: ask
                  debug: {msg: "{{ a if inventory_hostname == 'one' else 'fine' }}"}
                - name: rest
                  command: "true"
            """);
    told.exits(2).lost("one", "\"ask\"", "play.yml:5:7", "a", "b").finished("two");
    told.hides("StackOverflow");
  }

  @Test
  void playbooksThatImportThemselvesAreRefused() throws Exception {
    Told told = site.run("- import_playbook: play.yml\n");
    told.exits(4).says("play.yml:1:").says("No host was contacted").hides("StackOverflow");
  }

  @Test
  void aVariableThatOnlyOneHostLacksIsThatHostsFailure() throws Exception {
    site.hosts(HostLine.local("one"), HostLine.local("two").with("word", "there"));
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: ask
                  debug: {msg: "{{ word }}"}
                - name: rest
                  command: "true"
            """);
    told.exits(2).lost("one", "\"ask\"", "play.yml:4:7", "word").finished("two");
  }

  @Test
  void whatJavaformLacksForOtherHostsIsAWarningUntilAHostIsOfThatKind() throws Exception {
    site.hosts(HostLine.local("one").with("kind", "odd"), HostLine.local("two"));
    site.file("deep.yml", "- pacman: {name: x}\n");
    site.file(
        "odd.yml",
        """
        - include_tasks: deep.yml
          when: false
        - zypper: {name: x}
        - package: {name: x, oddly: yes}
        """);
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: odd
                  include_tasks: odd.yml
                  when: kind | default('usual') == 'odd'
                - name: rest
                  command: "true"
            """);
    says(
        told,
        "Warning: Unknown module",
        "odd.yml:3:3",
        "zypper",
        "It will fail when it is reached\\.");
    says(
        told,
        "Warning: Unknown module",
        "deep.yml:1:3",
        "pacman",
        "It will fail when it is reached\\.");
    says(
        told,
        "Warning: Unknown argument",
        "odd.yml:4:22",
        "oddly",
        "It will fail when it is reached\\.");
    told.exits(2).lost("one", "\"odd\"", "play.yml:4:7", "zypper", "odd.yml:3:3").finished("two");
  }

  @Test
  void whatIsIncludedWithoutAConditionHasToBeRight() throws Exception {
    site.file("odd.yml", "- zypper: {name: x}\n");
    Told told =
        site.run("- hosts: all\n  gather_facts: false\n  tasks: [include_tasks: odd.yml]\n");
    told.exits(4).says("Error: Unknown module").says("No host was contacted");
  }

  @Test
  void aMistakeInATemplateFileIsShownThere() throws Exception {
    site.file("bad.j2", "fine\n{% if 1 %}\n{{ 1 + }}\n");
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: render
                  template: {src: bad.j2, dest: "%s/none"}
            """
                .formatted(folder));
    told.says("bad.j2:").hides("Exception");
    assertTrue(told.status() == 2 || told.status() == 4, told::toString);
  }

  @Test
  void aVariableThatATemplateFileLacksIsSaidWithItsPlace() throws Exception {
    site.hosts(HostLine.local("one"), HostLine.local("two").with("word", "there"));
    site.file("words.j2", "fine\nsaid {{ word }}\n");
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: render
                  template: {src: words.j2, dest: "%s/{{ inventory_hostname }}"}
            """
                .formatted(folder));
    told.exits(2).lost("one", "\"render\"", "play.yml:4:7", "words.j2:2:", "word");
    told.finished("two");
  }

  @Test
  void aCycleInAYamlInventoryIsNamed() throws Exception {
    site.file("hosts", "red: {children: {blue: {children: {red: {}}}}}\n");
    Told told = site.run("- hosts: all\n  tasks: []\n");
    told.exits(4).says("hosts:1:").says("red").says("blue").says("No host was contacted");
  }

  @Test
  void whatATerminalWouldObeyIsNotShownRawInMistakesEither() throws Exception {
    Told told = site.run("- hosts: all\n  \"ta\\e[2Jsks\": []\n");
    told.exits(4).says("play.yml:2:3").hides("\u001b");
  }
}
