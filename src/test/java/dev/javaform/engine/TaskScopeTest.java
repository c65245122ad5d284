package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Variables that every task sees. */
class TaskScopeTest {

  @TempDir private Path folder;

  @Test
  void theHostsAddressIsItsNameUnlessSomeoneSetsIt() throws Exception {
    Playing.Told told =
        new Playing(folder)
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - debug: {msg: "{{ ansible_host }}"}
                    - debug: {msg: "{{ ansible_host }}"}
                      vars: {ansible_ssh_host: 192.0.2.1}
                    - debug: {msg: "{{ ansible_host }}"}
                      vars: {ansible_host: 192.0.2.2}
                    - debug: {msg: "{{ hostvars.one.ansible_host | default('unset') }}"}
                """);
    assertEquals(
        List.of("one: one", "one: 192.0.2.1", "one: 192.0.2.2", "one: unset"), told.messages());
  }
}
