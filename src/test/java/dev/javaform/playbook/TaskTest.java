package dev.javaform.playbook;

import static dev.javaform.playbook.Tree.plain;
import static dev.javaform.playbook.Tree.texts;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Condition;
import dev.javaform.source.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TaskTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          - copy: {src: a, dest: b}                        | copy {src=a, dest=b}
          - copy: src=a dest=b                             | copy {src=a, dest=b}
          - copy: src=a dest=b\\n  args: {src: x, mode: 1} | copy {src=a, mode=1, dest=b}
          - action: copy src=a                             | copy {src=a}
          - action: {module: copy, src: a}                 | copy {src=a}
          - action: {module: copy src=b, dest: a}          | copy {dest=a, src=b}
          - action: command  echo hi                       | command echo hi
          - local_action: command uptime                   | command uptime
          - ping:                                          | ping
          - command: uptime\\n  args: {chdir: /}           | command uptime {chdir=/}
          - ansible.builtin.shell: a=b c chdir=/           | ansible.builtin.shell a=b c {chdir=/}
          - meta: flush_handlers                           | meta flush_handlers
          - set_fact: a=1 b=2                              | set_fact {a=1, b=2}
          - debug: "{{ x }}"                               | debug {_variable_params={{ x }}}
          """)
  void callsAModuleInEveryForm(String task, String call) throws IOException {
    assertEquals(call, new Tree(folder).tasks(task.replace("\\n", "\n")).listed());
  }

  @Test
  void knowsWhereItStands() throws IOException {
    Task task = new Tree(folder).tasks("- name: x\n  copy: src=a dest=b").task();
    assertEquals("3:7", place(task.mark().toString()));
    assertEquals("4:7", place(task.module().mark().toString()));
    assertEquals(
        "4:19", place(task.arguments().entry("dest").orElseThrow().key().mark().toString()));
  }

  private String place(String mark) {
    return mark.replaceFirst(".*?site.yml:", "");
  }

  @Test
  void readsItsKeywords() throws IOException {
    Task task =
        new Tree(folder)
            .tasks(
                """
                - name: try
                  command: x
                  when: [a, b]
                  tags: "x, y"
                  register: out
                  until: out.rc == 0
                  retries: 3
                  delay: 1
                  changed_when: false
                  failed_when: [c, d]
                  notify: restart
                  become: "{{ b }}"
                  environment: {A: 1}
                  vars: {v: 1}
                """,
                "restart")
            .task();
    assertEquals(Optional.of("try"), task.name().map(Yaml.Scalar::text));
    assertEquals(List.of("a", "b"), texts(task.keywords().when()));
    assertEquals(ImmutableSet.of("x", "y"), task.keywords().tags());
    assertEquals(Optional.of("out"), task.register().map(Yaml.Scalar::text));
    assertEquals(List.of("out.rc == 0"), texts(task.retries().orElseThrow().until()));
    assertEquals(List.of("false"), texts(task.changedWhen()));
    assertEquals(List.of("c", "d"), texts(task.failedWhen()));
    assertEquals(List.of("restart"), plain(task.notifies()));
    assertEquals(Optional.of("{{ b }}"), task.keywords().value(Keyword.BECOME).map(Yaml::plain));
    assertEquals(List.of(Map.of("A", 1L)), plain(task.keywords().environment()));
    assertEquals(List.of(Map.of("v", 1L)), plain(task.keywords().vars()));
  }

  @Test
  void itsConditionsKnowTheirTextAndPlace() throws IOException {
    Task task =
        new Tree(folder)
            .tasks(
                """
                - ping:
                  when: [a == 1, "{{ b }}", false]
                  until: "c"
                  changed_when: No
                  failed_when:
                    - |
                      d and
                      e
                """)
            .task();
    assertEquals(
        List.of("4:14 a == 1", "4:22 {{ b }}", "4:33 false"), placed(task.keywords().when()));
    assertEquals(List.of("5:14 c"), placed(task.retries().orElseThrow().until()));
    assertEquals(List.of("6:21 false"), placed(task.changedWhen()));
    assertEquals(List.of("8:11 d and\ne\n"), placed(task.failedWhen()));
  }

  private List<String> placed(List<Condition> conditions) {
    return conditions.stream()
        .map(condition -> place(condition.mark().toString()) + " " + condition.text())
        .toList();
  }

  @Test
  void readsItsLoop() throws IOException {
    Task.Loop loop =
        new Tree(folder)
            .tasks(
                """
                - debug:
                  with_dict: {a: 1}
                  loop_control: {loop_var: it, index_var: i, label: "{{ it.key }}", pause: 2, extended: yes}
                """)
            .task()
            .loop()
            .orElseThrow();
    assertEquals(
        "dict it Optional[i] true",
        "%s %s %s %s"
            .formatted(loop.kind(), loop.variable(), loop.indexVariable(), loop.extended()));
    assertEquals(Map.of("a", 1L), loop.items().plain());
  }

  @Test
  void aLocalActionIsDelegated() throws IOException {
    Task task = new Tree(folder).tasks("- local_action: command uptime").task();
    assertEquals(
        Optional.of("localhost"), task.keywords().value(Keyword.DELEGATE_TO).map(Yaml::plain));
  }

  @Test
  void inheritsFromItsBlocks() throws IOException {
    Block outer =
        (Block)
            new Tree(folder)
                .tasks(
                    """
                    - when: a
                      tags: x
                      become: yes
                      become_user: one
                      vars: {v: 1}
                      notify: handler
                      block:
                        - block:
                            - ping:
                              when: c
                              become_user: three
                              tags: z
                              vars: {v: 3}
                          when: b
                          become_user: two
                          tags: y
                    """,
                    "handler")
                .entries()
                .getFirst();
    Task task = (Task) ((Block) outer.entries().getFirst()).entries().getFirst();
    assertEquals(List.of("a", "b", "c"), texts(task.keywords().when()));
    assertEquals(ImmutableSet.of("x", "y", "z"), task.keywords().tags());
    assertEquals(Optional.of(true), task.keywords().value(Keyword.BECOME).map(Yaml::plain));
    assertEquals(Optional.of("three"), task.keywords().value(Keyword.BECOME_USER).map(Yaml::plain));
    assertEquals(List.of(Map.of("v", 1L), Map.of("v", 3L)), plain(task.keywords().vars()));
    assertEquals(List.of("handler"), plain(task.notifies()));
  }

  @Test
  void blocksRescueAndAlways() throws IOException {
    String listed =
        new Tree(folder)
            .tasks("- block: [{ping: }]\n  rescue: [{fail: msg=x}]\n  always: [{debug: }]")
            .listed();
    assertEquals("block\n  ping\n  rescue: fail {msg=x}\n  always: debug", listed);
  }
}
