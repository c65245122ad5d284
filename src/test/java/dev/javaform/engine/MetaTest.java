package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code meta} does to the run, for one host or for all: as ansible-playbook 2.14 has it. */
class MetaTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void start() {
    playing = new Playing(folder).on("one", "two").forks(1);
  }

  @ParameterizedTest
  @CsvSource({
    "end_play,  one, ''",
    "end_play,  two, 'one: on, two: on'",
    "end_batch, one, ''",
    "end_batch, two, 'one: on, two: on'",
    "end_host,  one, 'two: on'",
    "end_host,  two, 'one: on'",
  })
  void theFirstHostDecidesAboutThePlayAndEveryHostAboutItself(String meta, String host, String goOn)
      throws Exception {
    List<String> messages =
        playing
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - {meta: %s, when: inventory_hostname == '%s'}
                    - debug: {msg: "on"}
                """
                    .formatted(meta, host))
            .messages();
    assertEquals(goOn, String.join(", ", messages));
  }

  @ParameterizedTest
  @CsvSource({"one, none none", "two, fact fact"})
  void factsAreForgottenForAll(String host, String facts) throws Exception {
    List<String> messages =
        playing
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - setup: {filter: ansible_system}
                    - {meta: clear_facts, when: inventory_hostname == '%s'}
                    - debug: {msg: "{{ 'fact' if ansible_facts.system is defined else 'none' }}"}
                """
                    .formatted(host))
            .messages();
    assertEquals(List.of("one: " + facts.split(" ")[0], "two: " + facts.split(" ")[1]), messages);
  }

  @Test
  void aHostThatEndedIsNoHostOfThePlayAnyMoreButOfTheNext() throws Exception {
    String show = "    - debug: {msg: \"{{ ansible_play_hosts }} {{ ansible_play_batch }}\"}\n";
    String play = "- hosts: all\n  gather_facts: false\n  tasks:\n";
    String end = "    - {meta: end_host, when: inventory_hostname == 'two'}\n";
    assertEquals(
        List.of(
            "one: ['one'] ['one']",
            "one: ['one', 'two'] ['one', 'two']",
            "two: ['one', 'two'] ['one', 'two']"),
        playing.play(play + end + show + play + show).messages());
  }
}
