package dev.javaform.endtoend;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several playbooks of one command. */
class SeveralPlaybooksTest {

  @TempDir private Path folder;

  @Test
  void theNextOneKnowsWhatTheFirstLearned() throws Exception {
    Site site =
        new Site(folder)
            .file("hosts", "one ansible_connection=local\n")
            .file("more.yml", "from_file: taken in\n")
            .file(
                "first.yml",
                """
                - hosts: one
                  tasks:
                    - set_fact: {kept: is set}
                    - command: echo was said
                      register: said
                    - include_vars: more.yml
                """)
            .file(
                "second.yml",
                """
                - hosts: one
                  gather_facts: false
                  tasks:
                    - debug: {msg: "{{ kept }}, {{ said.stdout }}, {{ from_file }}, {{ ansible_facts.system }}"}
                """);
    site.javaform(folder, List.of("run", "first.yml", "second.yml", "-i", "hosts"))
        .end()
        .exits(0)
        .says("\"msg\": \"is set, was said, taken in, Linux\"");
  }
}
