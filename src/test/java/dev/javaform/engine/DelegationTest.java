package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a task sees and sets that another host carries out: as ansible-playbook 2.14 has it. */
class DelegationTest {

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void hosts() {
    playing =
        new Playing(folder)
            .inventory(
                """
                one ansible_connection=local color=red ansible_host=192.0.2.1
                two ansible_connection=local color=blue ansible_host=192.0.2.2
                """);
  }

  private Playing.Told tasks(String tasks) throws Exception {
    return playing.play("- hosts: one\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
  }

  @Test
  void itsVariablesAreThoseOfItsOwnHost() throws Exception {
    Playing.Told told =
        tasks(
            """
            - debug: {msg: "{{ inventory_hostname }} {{ ansible_host }} {{ color }}"}
              delegate_to: two
            - command: echo {{ ansible_host }} {{ hostvars.two.ansible_host }}
              delegate_to: two
              register: said
            - debug: {msg: "{{ said.stdout }} {{ hostvars.two.said is defined }}"}
            """);
    assertEquals(
        List.of("one: one 192.0.2.1 red", "one: 192.0.2.1 192.0.2.2 False"), told.messages());
  }

  @Test
  void theAddressIsThatOfTheOtherHostWhereItsOwnHasNone() throws Exception {
    playing.inventory(
        """
        one ansible_connection=local
        two ansible_connection=local ansible_host="{{ net }}.2" net=192.0.2
        three ansible_connection=local
        """);
    Playing.Told told =
        tasks(
            """
            - {debug: {msg: "{{ ansible_host }}"}, delegate_to: two}
            - {debug: {msg: "{{ ansible_host }}"}, delegate_to: three}
            - {debug: {msg: "{{ ansible_host }}"}}
            """);
    assertEquals(List.of("one: 192.0.2.2", "one: three", "one: one"), told.messages());
  }

  @Test
  void thoseOfTheOtherHostAreBesideThem() throws Exception {
    Playing.Told told =
        tasks(
            """
            - debug: {msg: "{{ ansible_delegated_vars.two.ansible_host }} {{ ansible_delegated_vars.two.color }}"}
              delegate_to: two
            - ping:
              delegate_to: two
              changed_when: ansible_delegated_vars.two.color == 'blue'
              until: ansible_delegated_vars.two.color == 'blue'
            - debug: {msg: "{{ ansible_delegated_vars is defined }}"}
            """);
    assertEquals("one: 192.0.2.2 blue", told.messages().getFirst());
    assertEquals(1, told.stats("one").changed());
    assertTrue(told.text().contains("\"msg\": false"), told.text());
  }

  @Test
  void itIsToldWhoActsAndWhere() throws Exception {
    String text =
        tasks(
                """
                - {ping: , delegate_to: two}
                - {ping: , delegate_to: "{{ item }}", loop: [one, two]}
                - {ping: , delegate_to: two, when: false}
                - {fail: , delegate_to: two}
                """)
            .text();
    assertTrue(text.contains("ok: [one -> two(192.0.2.2)]\n"), text);
    assertTrue(text.contains("ok: [one] => (item=one)\n"), text);
    assertTrue(text.contains("ok: [one -> two(192.0.2.2)] => (item=two)\n"), text);
    assertTrue(text.contains("skipping: [one]\n"), text);
    assertTrue(text.contains("fatal: [one -> two(192.0.2.2)]: FAILED!"), text);
  }

  @Test
  void factsAreItsOwnHostsUnlessDelegatedAsWell() throws Exception {
    Playing.Told told =
        tasks(
            """
            - {set_fact: {a: 1, b: "{{ color }}"}, delegate_to: two}
            - {set_fact: {c: "{{ color }}"}, delegate_to: two, delegate_facts: true}
            - debug: {msg: "{{ b }} {{ hostvars.two.b is defined }} {{ c is defined }} {{ hostvars.two.c }}"}
            """);
    assertEquals(List.of("one: red False False red"), told.messages());
  }

  @Test
  void whatIsOmittedIsNotSaid() throws Exception {
    Path made = folder.resolve("made");
    playing.checking();
    Playing.Told told =
        tasks(
            """
            - file: {path: %s, state: touch}
              delegate_to: "{{ nobody | default(omit) }}"
              check_mode: "{{ nobody | default(omit) }}"
            """
                .formatted(made));
    assertTrue(told.text().contains("changed: [one]\n"), told.text());
    assertFalse(Files.exists(made));
  }

  @Test
  void theWayToAHostIsKnownInItsTasks() throws Exception {
    playing
        .forks(1)
        .inventory("one color=red\ntwo ansible_ssh_host=192.0.2.9 ansible_ssh_user=me\n");
    Playing.Told told =
        playing.play(
            """
            - hosts: all
              gather_facts: false
              connection: local
              remote_user: "you-{{ color | default('none') }}"
              tasks:
                - debug: {msg: "{{ ansible_connection }} {{ ansible_host }} {{ ansible_user }}"}
                - debug: {msg: "{{ hostvars.one.ansible_connection | default('none') }} {{ hostvars.one.ansible_user | default('none') }}"}
                  run_once: true
            """);
    assertEquals(
        List.of("one: local one you-red", "two: local 192.0.2.9 me", "one: none none"),
        told.messages());
  }
}
