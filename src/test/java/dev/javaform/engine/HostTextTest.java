package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one host's files and answers hold ends or holds up nothing on the others. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(180)
class HostTextTest {

  @TempDir private Path folder;

  private Playing.Told play(String task) throws Exception {
    Files.writeString(folder.resolve("bad.txt"), "ab".repeat(100_000) + "\n");
    Files.writeString(folder.resolve("good.txt"), "quiet\n");
    Files.writeString(folder.resolve("bad.slow"), "a".repeat(2_000) + "!\n");
    Files.writeString(folder.resolve("good.slow"), "quiet\n");
    return new Playing(folder)
        .on("bad", "good")
        .play(
            """
            - hosts: all
              gather_facts: false
              vars:
                text: "%s/{{ inventory_hostname }}.txt"
                slow: "%s/{{ inventory_hostname }}.slow"
              tasks:
                - {name: get, shell: "cat {{ text }}", register: got}
                - {name: gets, shell: "cat {{ slow }}", register: slowly}
                - name: work
                  %s
                - {name: after, command: "true"}
            """
                .formatted(folder, folder, task));
  }

  private static void assertEnds(Playing.Told told, String bad, String... badAfter) {
    List<String> outcomes = told.outcomes();
    assertTrue(outcomes.contains("bad work " + bad), told.text());
    assertTrue(outcomes.contains("good after changed"), told.text());
    for (String each : badAfter) {
      assertTrue(outcomes.contains(each), told.text());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lineinfile: {path: '{{ text }}', regexp: '^(a|b)*$', line: new}",
        "lineinfile: {path: '{{ text }}', regexp: '^(a|b)*$', line: 'x\\1', backrefs: true}",
        "lineinfile: {path: '{{ text }}', insertafter: '^(a|b)*$', line: new}",
        "lineinfile: {path: '{{ text }}', regexp: '^(a|b)*$', state: absent}",
        "replace: {path: '{{ text }}', regexp: '(a|b)*', replace: new}",
        "replace: {path: '{{ text }}', after: '(a|b)+', regexp: '$', replace: new}",
        "blockinfile: {path: '{{ text }}', insertafter: '^(a|b)*$', block: new}",
      })
  void aLongLineIsEditedAsPythonWould(String task) throws Exception {
    Playing.Told told = play(task);
    assertEnds(told, "changed", "bad after changed");
    assertEquals(RunStatus.DONE, told.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "assert: {that: [\"got.stdout is match('^(a|b|q|u|i|e|t)*$')\"]}",
        "assert: {that: [\"got.stdout is search('(a|b|q|u|i|e|t)*$')\"]}",
        "assert: {that: [\"got.stdout is regex('^(a|b|q|u|i|e|t)*$', match_type='fullmatch')\"]}",
        "assert: {that: [\"(got.stdout | regex_search('^(\\\\w|-)*$')) == got.stdout\"]}",
        "assert: {that: [\"(got.stdout | regex_replace('^(\\\\w|-)*$', 'x')) == 'x'\"]}",
        "assert: {that: [\"(got.stdout | regex_findall('^(?:\\\\w|-)*$')) == [got.stdout]\"]}",
        "assert: {that: [\"([got.stdout] | select('match', '^(\\\\w|-)*$') | list) | length == 1\"]}",
      })
  void aLongAnswerIsMatchedAsPythonWould(String task) throws Exception {
    Playing.Told told = play(task);
    assertEquals(RunStatus.DONE, told.status(), told.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "replace: {path: '{{ slow }}', regexp: '^(a|aa)+\\1b', replace: new}",
        "debug: {msg: \"{{ slowly.stdout | regex_search('a*a*a*a*a*b') }}\"}",
      })
  void anExpressionWithoutEndFailsOnItsHostAlone(String task) throws Exception {
    Playing.Told told = play(task);
    assertEnds(told, "failed");
    assertTrue(told.text().contains("The regular expression '"), told.text());
    assertEquals(RunStatus.FAILED, told.status());
  }

  @Test
  void aConditionOfAMetaTaskThatFailsOnOneHostIsNoOthersConcern() throws Exception {
    Playing.Told told =
        new Playing(folder)
            .inventory("bad ansible_connection=local\ngood ansible_connection=local ok=true\n")
            .play(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - name: work
                      meta: clear_host_errors
                      when: ok
                    - name: stop
                      meta: end_host
                      when: not ok
                    - {name: after, command: "true"}
                """);
    assertTrue(told.outcomes().contains("good after changed"), told.text());
    assertEquals(RunStatus.FAILED, told.status(), told.text());
  }
}
