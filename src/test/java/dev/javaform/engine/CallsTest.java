package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Modules and arguments of which only a run knows what they are. */
class CallsTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void site() {
    playing = new Playing(folder);
  }

  private static String play(String vars, String tasks) {
    return "- hosts: all\n  gather_facts: false\n  vars: {%s}\n  tasks:\n".formatted(vars)
        + tasks.indent(4);
  }

  @Test
  void aTemplateMayStandForAllArguments() throws Exception {
    String vars = "words: {msg: \"{{ hello }}\"}, hello: hi, more: {creates: /, chdir: /tmp}";
    String tasks =
        """
        - debug: "{{ words }}"
        - debug: {msg: own}
          args: "{{ words }}"
        - command: "true"
          args: "{{ more }}"
          register: done
        - debug: {msg: "changed: {{ done is changed }}"}
        """;
    assertEquals(
        List.of("one: hi", "one: own", "one: changed: False"),
        playing.play(play(vars, tasks)).messages());
  }

  @Test
  void whatATemplateForAllArgumentsBecomesIsCheckedOnTheHost() throws Exception {
    String tasks = "- debug: \"{{ words }}\"\n";
    Playing.Told odd = playing.play(play("words: {mgs: hi}", tasks));
    assertTrue(odd.failure("one").startsWith("debug has no argument \"mgs\"."), odd.text());
    Playing.Told text = playing.play(play("words: hi", tasks));
    assertTrue(text.failure("one").contains("must become a mapping of them."), text.text());
    List<Diagnostic> found = playing.findings(play("", "- debug: \"{{ 1 + }}\"\n"));
    assertTrue(found.getFirst().isError(), found::toString);
  }

  @Test
  void aHostDoesNotChooseArguments() throws Exception {
    String tasks =
        """
        - command: "echo '{\\"var\\": \\"lookup(1)\\"}'"
          register: said
        - debug: "{{ said.stdout | from_json }}"
        """;
    Playing.Told told = playing.play(play("", tasks));
    assertTrue(told.failure("one").contains("comes from a host here"), told.text());
  }

  @Test
  void aTemplateMayNameTheModule() throws Exception {
    String tasks =
        """
        - action: "{{ module }} msg=words"
        - action: {module: "{{ module }}", msg: mapping}
        - action: "{{ 'no' ~ 'ne' }} msg=words"
        """;
    Playing.Told told = playing.play(play("module: debug", tasks));
    assertEquals(List.of("one: words", "one: mapping"), told.messages());
    assertTrue(told.failure("one").startsWith("There is no module \"none\""), told.text());
  }

  @Test
  void aHostNamesModulesThatWorkOnHostsAlone() throws Exception {
    String tasks =
        """
        - command: echo %s
          register: said
        - action: "{{ said.stdout }} path=/"
        """;
    assertEquals(0, playing.play(play("", tasks.formatted("stat"))).stats("one").failed());
    Playing.Told told = playing.play(play("", tasks.formatted("set_fact")));
    assertTrue(told.failure("one").startsWith("A host said that set_fact"), told.text());
    Playing.Told meta = playing.play(play("", tasks.formatted("include_vars")));
    assertTrue(meta.failure("one").startsWith("include_vars is no module"), meta.text());
  }

  /** The messages are those of Ansible 2.14. */
  @Test
  void theOldIncludeImportsAFileOrIncludesIt() throws Exception {
    playing.file(
        "inc.yml", "- debug: msg=\"{{ a | default('none') }} {{ item | default('no item') }}\"\n");
    String tasks =
        """
        - include: inc.yml a=1
        - include: inc.yml
          vars: {a: 2}
        - include: "{{ f }}"
        - include: inc.yml a=4
          with_items: [3]
        - include: "{{ inventory_hostname }}.yml"
          when: false
        """;
    assertEquals(
        List.of("one: 1 no item", "one: 2 no item", "one: none no item", "one: 4 3"),
        playing.play(play("f: inc.yml", tasks)).messages());
  }

  @Test
  void aModuleThatLooksLikeAKeywordIsOneBesideItsArguments() throws Exception {
    String tasks = "- {timezone: {name: UTC}, when: false}\n";
    List<Diagnostic> found = playing.findings(play("", tasks));
    assertEquals("Unknown module", found.getFirst().summary());
    assertEquals(0, playing.play(play("", tasks)).stats("one").failed());
  }
}
