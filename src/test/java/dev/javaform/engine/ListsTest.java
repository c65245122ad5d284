package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in every form that Ansible takes. */
class ListsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{filter: [ansible_system, ansible_machine]}",
        "{filter: 'ansible_system,ansible_machine'}",
        "filter=ansible_system,ansible_machine",
        "{filter: '{{ list }}'}",
        "{filter: '{{ text }}'}",
        "{filter: ['{{ list[0] }}', \"{{ 'ansible_machine' }}\"]}",
      })
  void twoWordsForAnArgument(String arguments) throws Exception {
    assertEquals(List.of("one: machine system"), factsOf(arguments));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{filter: ansible_system}", "{filter: [ansible_system]}"})
  void oneWordForAnArgument(String arguments) throws Exception {
    assertEquals(List.of("one: system"), factsOf(arguments));
  }

  private List<String> factsOf(String arguments) throws Exception {
    return new Playing(folder)
        .play(
            """
            - hosts: all
              gather_facts: false
              vars:
                list: [ansible_system, ansible_machine]
                text: ansible_system,ansible_machine
              tasks:
                - setup: %s
                - debug: {msg: "{{ ansible_facts.keys() | sort | join(' ') }}"}
            """
                .formatted(arguments))
        .messages();
  }

  @Test
  void nothingIsNoWordAtAll() throws Exception {
    assertEquals(
        List.of("one: True True"),
        new Playing(folder)
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - setup: {filter: ''}
                      register: text
                    - setup: {filter: []}
                      register: list
                    - debug:
                        msg: "{{ text.ansible_facts | length > 50 }} {{ list.ansible_facts | length > 50 }}"
                """)
            .messages());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "two            | two",
        "two, three     | two three",
        "two:three      | two three",
        "[two, three]   | two three",
        "[two:three]    | two three",
        "['two,three']  | two three",
        "all:!one       | two three",
        "[all, '!one']  | two three",
      })
  void hosts(String pattern, String hosts) throws Exception {
    Playing.Told told =
        new Playing(folder)
            .on("one", "two", "three")
            .play(
                """
                - hosts: %s
                  gather_facts: false
                  tasks:
                    - {debug: {msg: "{{ ansible_play_hosts | join(' ') }}"}, run_once: true}
                """
                    .formatted(pattern));
    assertEquals(List.of(hosts.split(" ")[0] + ": " + hosts), told.messages());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tags: a             | told",
        "tags: 'b,a'         | told",
        "tags: 'b, a'        | told",
        "tags: [b, a]        | told",
        "tags: ['c,a', b]    | told",
        "tags: [\"{{ tag }}\"] | told",
        "tags: \"{{ list }}\"  | told",
        "tags: \"{{ ['b', tag] }}\" | told",
        "tags: [\"{% if true %}a{% endif %}\"] | told",
        "tags: ['a{# the first #}'] | told",
        "tags: [\"{{ 'b' }}\"]    | ''",
        "tags: 'ba,ca'       | ''",
        "tags: []            | ''",
      })
  void tags(String tags, String told) throws Exception {
    String play =
        """
        - hosts: all
          gather_facts: false
          vars: {tag: a, list: [b, a]}
          tasks:
            - {debug: {msg: told}, %s}
        """;
    List<String> messages = new Playing(folder).tags("a").play(play.formatted(tags)).messages();
    assertEquals(told.isEmpty() ? List.of() : List.of("one: told"), messages);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "first          | one: first, one: both",
        "[first]        | one: first, one: both",
        "[second]       | one: second, one: both",
        "[second,first] | one: first, one: second, one: both",
        "\"{{ both }}\" | one: first, one: both",
      })
  void notifiedHandlers(String notify, String told) throws Exception {
    Playing.Told played =
        new Playing(folder)
            .play(
                """
                - hosts: all
                  gather_facts: false
                  vars: {both: first}
                  tasks:
                    - {command: echo, notify: %s}
                  handlers:
                    - {name: one, listen: first, debug: {msg: first}}
                    - {name: other, listen: [second], debug: {msg: second}}
                    - {name: third, listen: [second, first], debug: {msg: both}}
                """
                    .formatted(notify));
    assertEquals(told, String.join(", ", played.messages()));
  }
}
