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

/** Keywords that javaform follows in part, or leaves out because the outcome is the same. */
class KeywordsTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void site() {
    playing = new Playing(folder);
  }

  private static String play(String keywords, String tasks) {
    return "- hosts: all\n  gather_facts: false\n"
        + keywords.indent(2)
        + "  tasks:\n"
        + tasks.indent(4);
  }

  @Test
  void moduleDefaultsAreArgumentsThatTasksNeedNotRepeat() throws Exception {
    String tasks =
        """
        - debug:
        - ansible.builtin.debug: {msg: own}
        - block:
            - debug:
            - command: "echo {{ 1 }}"
              register: said
            - debug: {var: said.cmd}
          module_defaults:
            debug: {msg: inner}
            ansible.builtin.command: {creates: /}
        """;
    Playing.Told told = playing.play(play("module_defaults: {debug: {msg: outer}}", tasks));
    assertEquals(List.of("one: outer", "one: own", "one: inner"), told.messages().subList(0, 3));
    assertEquals(0, told.stats("one").changed(), told.text());
  }

  @Test
  void aTaskWithAsyncIsWaitedForAsLongAsItSays() throws Exception {
    String tasks = "- {command: sleep 60, async: 1, poll: 1}\n";
    assertTrue(playing.findings(play("", tasks)).stream().noneMatch(Diagnostic::isError));
    assertEquals(1, playing.play(play("", tasks)).stats("one").failed());
  }

  @Test
  void aTaskThatWouldBeLeftRunningFailsWhereItIsReached() throws Exception {
    String left = "{command: \"true\", async: 9, poll: 0}";
    assertTrue(playing.findings(play("", "- " + left)).stream().anyMatch(Diagnostic::isError));
    String tasks = "- block: [%s]\n  rescue: [debug: msg=rescued]\n".formatted(left);
    Playing.Told told = playing.play(play("", tasks));
    assertEquals(List.of("one: rescued"), told.messages());
    assertTrue(told.failure("one").startsWith("The keyword async is not supported yet."));
  }

  @Test
  void factsFromElsewhereMatterWhereFactsAreGathered() throws IOException {
    String play = "- hosts: all\n  fact_path: /srv/facts\n  gather_facts: %s\n";
    assertEquals(1, playing.findings(play.formatted("true")).size());
    assertEquals(0, playing.findings(play.formatted("false")).size());
  }

  @Test
  void whoRunsThePlayIsAskedForVariables() throws Exception {
    String prompts =
        """
        vars: {user: nobody, seen: "{{ user }}"}
        vars_prompt:
          - {name: user, prompt: Who, private: false, confirm: true}
          - {name: level, default: 3, private: no}
        """;
    String tasks = "- debug: {msg: \"{{ seen }} {{ level }}\"}\n";
    assertEquals(
        List.of("one: {{ x }} {{ x }}"),
        playing.typing("{{ x }}").play(play(prompts, tasks)).messages());
    assertEquals(List.of("one:  3"), playing.typing("").play(play(prompts, tasks)).messages());
  }

  @Test
  void whatIsTypedMayBeHashedAndTheHashIsNotShownEither() throws Exception {
    String prompts =
        """
        vars_prompt:
          - {name: word, encrypt: sha512_crypt, salt: abc, private: false}
          - {name: other, encrypt: sha256_crypt, salt_size: 4}
        """;
    String tasks =
        """
        - debug: {msg: "same: {{ word == 'hush' | password_hash('sha512', 'abc') }}"}
        - debug: {msg: "{{ other.split('$')[3] | length }} {{ other }}"}
        """;
    assertEquals(
        List.of("one: same: True", "one: 4 ********"),
        playing.typing("hush").play(play(prompts, tasks)).messages());
  }

  @Test
  void whatIsTypedUnseenIsNotShown() throws Exception {
    String prompts = "vars_prompt: [{name: token}]\n";
    String tasks = "- debug: {msg: \"{{ token }} of {{ token | length }}\"}\n";
    Playing.Told told = playing.typing("swordfish").play(play(prompts, tasks));
    assertEquals(List.of("one: ******** of 9"), told.messages());
  }

  @Test
  void whatAnImportIsGivenBesideItsTasksMeansNothing() throws Exception {
    playing.file("more.yml", "- debug: msg=imported\n");
    String tasks =
        """
        - import_tasks: more.yml
          register: r
          failed_when: true
        - debug: {msg: "seen: {{ r is defined }}"}
        """;
    assertEquals(
        List.of("one: imported", "one: seen: False"), playing.play(play("", tasks)).messages());
  }

  @Test
  void anUnknownMetaFailsTheHostsThatReachIt() throws Exception {
    String tasks =
        """
        - {meta: nonsense, when: false}
        - block: [meta: nonsense]
          rescue: [debug: msg=rescued]
        """;
    assertEquals(List.of("one: rescued"), playing.play(play("", tasks)).messages());
  }

  @Test
  void aHandlerMayIncludeTheTasksOfItsRole() throws Exception {
    playing
        .file("roles/web/tasks/main.yml", "- {command: \"true\", notify: late}\n")
        .file("roles/web/tasks/late.yml", "- debug: msg=late\n")
        .file("roles/web/handlers/main.yml", "- {name: late, include_tasks: late.yml}\n");
    String play = "- hosts: all\n  gather_facts: false\n  roles: [web]\n";
    assertEquals(List.of("one: late"), playing.play(play).messages());
  }
}
