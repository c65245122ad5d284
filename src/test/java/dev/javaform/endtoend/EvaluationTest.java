package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a host prints over SSH runs nothing here, whatever it is put into. */
@Tag("faults")
class EvaluationTest {

  @AutoClose private static LoopbackSshd sshd;
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lookup('pipe', 'touch @')",
        "vars.lookup('pipe', 'touch @')",
        "vars['query']('pipe', 'touch @')",
        "([vars] | map(attribute='lookup') | first)('pipe', 'touch @')",
        "hostvars.evil.trap",
        "{{ lookup('pipe', 'touch @') }}",
        "' ~ lookup('pipe', 'touch @') ~ '"
      })
  void nothingThatAHostPrintsIsEvaluated(String text) throws Exception {
    Site site = new Site(folder);
    site.hosts(HostLine.of("evil", sshd));
    Path canary = folder.resolve("canary");
    Path said = folder.resolve("said");
    Files.writeString(said, text.replace("@", canary.toString()));
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              ignore_errors: true
              vars:
                trap: "{{ lookup('pipe', 'touch %1$s') }}"
                indirect: "{{ r.stdout }}"
              tasks:
                - {command: cat %2$s, register: r}
                - {name: condition, debug: {msg: ran}, when: "{{ r.stdout }}"}
                - {name: condition, debug: {msg: ran}, when: ["{{ indirect }}"]}
                - {name: condition, debug: {msg: ran}, when: "'{{ r.stdout }}' == 'nothing so'"}
                - {name: assertion, assert: {that: "{{ r.stdout }}", success_msg: ran}}
                - {name: assertion, assert: {that: "{{ r.stdout_lines }}", success_msg: ran}}
                - {name: variable, debug: {var: "{{ r.stdout }}"}}
                - {name: until, command: "true", until: "{{ r.stdout }}", retries: 1, delay: 0}
                - {name: "{{ r.stdout }}", debug: {msg: "{{ r.stdout }}"}, loop: ["{{ r.stdout }}"]}
            """
                .formatted(canary, said));
    told.exits(0).says("text from a host is never evaluated");
    assertFalse(Files.exists(canary), text);
  }

  @Test
  void aConditionThatQuotesWhatAHostPrintsWorks() throws Exception {
    Site site = new Site(folder);
    site.hosts(HostLine.of("good", sshd));
    site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - {shell: "echo \\"it's\\"; echo 5", register: r}
                - {debug: {msg: one}, when: "'{{ r.stdout_lines[0] }}' == \\"it's\\""}
                - {debug: {msg: two}, when: "{{ r.stdout_lines[1] }} == 5 and {{ r.rc }} == 0"}
                - {debug: {msg: three}, when: "'5' in {{ r.stdout_lines }}"}
                - {assert: {that: ["'{{ r.stdout_lines | last }}' == '5'", "{{ r.rc == 0 }}"], success_msg: four}}
            """)
        .exits(0)
        .says("one")
        .says("two")
        .says("three")
        .says("four");
  }
}
