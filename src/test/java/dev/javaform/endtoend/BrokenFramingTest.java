package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Login shells that know what separates answers and speak it wrongly, too often or for ever, all in
 * one run beside a good host.
 */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class BrokenFramingTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: greet
            command: echo hello
            changed_when: false
            timeout: 4
          - name: carry
            copy: {content: "{{ 'x' * 200000 }}", dest: "%s/{{ inventory_hostname }}.large"}
            timeout: 4
      """;

  /**
   * Reads until it knows what marks begin with. {@code mark KIND NUMBER} then writes one, {@code
   * both} writes it to both streams.
   */
  private static final String LISTEN =
      """
      while IFS= read -r line; do case $line in *' h 0'*) break ;; esac; done
      rest=${line#*\\\\036}
      token=${rest%% *}
      mark() { printf '\\036%s %s %s\\n' "$token" "$1" "$2"; }
      both() { mark "$1" "$2"; mark "$1" "$2" >&2; }
      """;

  private static final String WAIT = "\nexec sleep 30\n";

  /** Each breaks the rules in its own way; the name says how. */
  private static final List<List<String>> SHELLS =
      List.of(
          List.of("says_hello_on_one_stream", "mark h 0" + WAIT),
          List.of("says_hello_on_the_other", "mark h 0 >&2" + WAIT),
          List.of("says_hello_and_no_more", "both h 0" + WAIT),
          List.of("says_hello_and_goes", "both h 0; exit 0"),
          List.of("says_hello_again_and_again", "while :; do both h 0; done"),
          List.of("begins_again_and_again", "both h 0; while :; do mark s 4242; done"),
          List.of("ends_again_and_again", "both h 0; while :; do both e 0; done"),
          List.of("ends_on_one_stream", "both h 0; mark s 4242; mark e 0; mark x 0" + WAIT),
          List.of("ends_on_the_other", "both h 0; mark s 4242; mark e 0 >&2; mark x 0 >&2" + WAIT),
          List.of("ends_before_it_begins", "both h 0; both x 0; both e 0; mark s 4242" + WAIT),
          List.of("is_over_again_and_again", "both h 0; while :; do both x 0; done"),
          List.of("runs_as_every_process", "both h 0; mark s 1" + WAIT),
          List.of("runs_as_no_process", "both h 0; mark s 0" + WAIT),
          List.of("runs_as_a_negative_process", "both h 0; mark s -1" + WAIT),
          List.of("runs_as_a_huge_process", "both h 0; mark s 99999999999999999999" + WAIT),
          List.of("ends_with_a_huge_number", "both h 0; mark s 4242; both e 2147483648" + WAIT),
          List.of("ends_with_a_word", "both h 0; mark s 4242; both e x" + WAIT),
          List.of("speaks_of_unknown_things", "both h 0; while :; do both q 5; done"),
          List.of("stops_in_a_mark", "both h 0; printf '\\036%s e' \"$token\"" + WAIT),
          List.of("goes_in_a_mark", "both h 0; printf '\\036%s e' \"$token\"; exit 0"),
          List.of("never_ends_a_mark", "both h 0; printf '\\036%s e 0' \"$token\"; exec yes 0"),
          List.of(
              "begins_marks_only",
              "both h 0; printf '\\036%s' \"$token\"; exec tr 'a' '\\036' < /dev/zero"),
          List.of("prints_for_ever", "both h 0; mark s 4242; exec yes"),
          List.of("complains_for_ever", "both h 0; mark s 4242; exec yes >&2"),
          List.of(
              "prints_much_between_marks",
              "both h 0; while :; do head -c 3000000 /dev/zero; mark e 0; done"),
          List.of("knows_another_token", "token=00000000000000000000000000000000; both h 0" + WAIT),
          List.of(
              "says_all_of_it_twice",
              "both h 0; both h 0; both s 1; both e 0; both e 0; both x 0; both x 0" + WAIT));

  /** What no user should have to read. */
  private static final List<String> INNER_WORDS =
      List.of("Interrupted", "javaform itself", "Exception", "OutOfMemory", "org.apache", "java.");

  @TempDir private static Path folder;
  @AutoClose private static LoopbackSshd sshd;
  private static Told told;

  @BeforeAll
  static void run() throws Exception {
    sshd = LoopbackSshd.start();
    Site site = new Site(folder);
    StringBuilder hosts = new StringBuilder();
    for (List<String> shell : SHELLS) {
      HostLine host = OddHost.of(shell.getFirst(), sshd, folder, LISTEN + shell.getLast());
      hosts.append(host.with("ansible_timeout", 4).with("ansible_login_timeout", 4));
    }
    hosts.append(odd("echoes", "exec cat")).append(odd("echoes_what_is_meant", ECHO));
    hosts.append(HostLine.of("good", sshd));
    told = site.file("hosts", hosts.toString()).run(PLAY.formatted(folder), "-vv", "-f", "40");
  }

  private static final String ECHO = "while IFS= read -r line; do printf \"$line\\n\"; done";

  private static HostLine odd(String name, String script) throws Exception {
    return OddHost.of(name, sshd, folder, script)
        .with("ansible_timeout", 4)
        .with("ansible_login_timeout", 4);
  }

  static List<String> names() {
    return SHELLS.stream().map(List::getFirst).toList();
  }

  @ParameterizedTest
  @MethodSource("names")
  @CsvSource({"echoes", "echoes_what_is_meant"})
  void oneLineSaysSo(String host) {
    List<String> lines =
        told.err().lines().filter(line -> line.startsWith("Error: " + host + ": ")).toList();
    assertEquals(1, lines.size(), told::toString);
    assertTrue(lines.getFirst().contains("play.yml:"), told::toString);
    assertTrue(lines.getFirst().length() < 1_000, told::toString);
  }

  @Test
  void theGoodHostFinishes() {
    told.exits(4).finished("good").counts("good", "ok=2", "changed=1");
  }

  @Test
  void nothingInsideIsShown() {
    INNER_WORDS.forEach(told::hides);
    told.hides("\036");
  }
}
