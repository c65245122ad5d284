package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Output that cannot be written: said once, with an exit status that is not 0. */
@Tag("faults")
class OutputTest {
  private static final int UNWRITTEN = 74;

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: first
            command: touch first
            args: {chdir: '%1$s'}
          - name: second
            shell: while [ ! -e go ]; do sleep 0.1; done; touch second
            args: {chdir: '%1$s'}
            when: wait | default(false)
          - name: third
            command: touch third
            args: {chdir: '%1$s'}
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder).hosts(HostLine.local("one"));
    site.file("play.yml", PLAY.formatted(folder));
  }

  private Told told(String redirection, String... arguments) throws Exception {
    try (Running running = site.inBash("\"$@\" " + redirection, List.of(arguments))) {
      return running.end();
    }
  }

  private boolean exists(String name) {
    return site.path(name).toFile().exists();
  }

  /** On standard error there is one line about it, and no word of Java's. */
  private static void saysOnce(Told told, String text) {
    List<String> lines = told.err().lines().filter(line -> line.contains("standard")).toList();
    assertEquals(1, lines.size(), told::toString);
    told.says(text).hides("Exception").hides("java.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--version",
        "-V",
        "--help",
        "help run",
        "run --help",
        "doc",
        "doc copy",
        "completion bash",
        "completion zsh",
        "run play.yml -i hosts --list-hosts",
        "run play.yml -i hosts --list-tasks",
        "run play.yml -i hosts --list-tags",
        "run play.yml -i hosts --syntax-check",
        "run play.yml -i hosts",
        "run play.yml -i hosts --check --diff",
        "run play.yml -i hosts --output json",
      })
  void whateverWasAskedForIsMissed(String line) throws Exception {
    Told told = told("> /dev/full", line.split(" ")).exits(UNWRITTEN);
    saysOnce(told, "Error: standard output cannot be written: No space left on device.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        ">&-            ~ Error: standard output is closed.",
        "< /dev/null >&0 ~ Error: standard output is closed.",
        "| true         ~ Error: standard output is no longer read by anyone.",
        "> >(exec true) ~ Error: standard output is no longer read by anyone.",
      })
  void howeverItIsLost(String redirection, String words) throws Exception {
    // What is printed is more than a pipe holds, so that it is missed whenever the reader ends.
    saysOnce(told(redirection, many()).exits(UNWRITTEN), words);
  }

  private String[] many() throws Exception {
    site.file("many.yml", "- hosts: all\n  tasks:\n" + "    - ping:\n".repeat(9_000));
    return new String[] {"run", "many.yml", "-i", "hosts", "--list-tasks"};
  }

  @Test
  void aFullDiskUnderTheReportDoesNotHoldUpTheRun() throws Exception {
    Told told = told("> /dev/full", "run", "play.yml", "-i", "hosts").exits(UNWRITTEN);
    saysOnce(told, "The run goes on to its end.");
    assertTrue(exists("first") && exists("third"), told::toString);
  }

  @Test
  void aFailureOfAHostKeepsItsExitStatus() throws Exception {
    site.file("play.yml", "- hosts: all\n  gather_facts: false\n  tasks: [command: 'false']\n");
    saysOnce(told("> /dev/full", "run", "play.yml", "-i", "hosts").exits(2), "No space left");
    site.file("play.yml", "- hosts: all\n  tassks: []\n");
    told("> /dev/full", "run", "play.yml", "-i", "hosts").exits(4).says("tassks");
  }

  @Test
  void noFurtherTaskBeginsWhereNobodyReadsOnButWhatRunsIsFinished() throws Exception {
    String reader = "\"$@\" | grep -m1 'changed: .one.' >&2";
    try (Running running =
        site.inBash(reader, List.of("run", "play.yml", "-i", "hosts", "-e", "wait=true"))) {
      running.await("the reader did not end", () -> exists("first"));
      running.awaitError("changed: [one]");
      site.file("go", "");
      Told told = running.end().exits(UNWRITTEN);
      assertTrue(exists("second"), told::toString);
      assertFalse(exists("third"), told::toString);
      saysOnce(told, "No further task or handler begins");
    }
  }

  @Test
  void neitherAnotherHandlerNorAnotherPlaybookBegins() throws Exception {
    site.file(
        "play.yml",
        """
        - hosts: all
          gather_facts: false
          tasks:
            - command: touch '%1$s/first'
              notify: late
            - shell: while [ ! -e '%1$s/go' ]; do sleep 0.1; done
          handlers:
            - name: late
              command: touch '%1$s/handled'
        - hosts: all
          gather_facts: false
          tasks: [command: "touch '%1$s/third'"]
        """
            .formatted(folder));
    try (Running running =
        site.inBash(
            "\"$@\" | grep -m1 changed >&2",
            List.of("run", "play.yml", "play.yml", "-i", "hosts"))) {
      running.awaitError("changed: [one]");
      site.file("go", "");
      Told told = running.end().exits(UNWRITTEN);
      assertFalse(exists("handled") || exists("third"), told::toString);
    }
  }

  @Test
  void aDocumentThatIsNotWholeIsNotTakenForOne() throws Exception {
    String small = "> >(exec head -c 100 > part)";
    site.file("play.yml", "- hosts: all\n  gather_facts: false\n  tasks:\n" + debugs());
    Told told = told(small, "run", "play.yml", "-i", "hosts", "--output", "json");
    saysOnce(told.exits(UNWRITTEN), "no longer read by anyone");
  }

  private static String debugs() {
    return "    - debug: {msg: \"{{ 'x' * 9000 }}\"}\n".repeat(20);
  }

  @Test
  void whatStandardErrorDoesNotTakeIsMissedToo() throws Exception {
    site.file("play.yml", "- hosts: nobody\n  tasks: []\n");
    told("2> /dev/full", "run", "play.yml", "-i", "hosts").exits(UNWRITTEN);
    told("2>&-", "run", "play.yml", "-i", "hosts").exits(UNWRITTEN);
    told("2>&-", "--version").exits(0).says("javaform ");
  }

  @Test
  void aTerminalThatWentAwayIsMissed() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no script(1)");
    site.file(
        "orphan",
        """
        trap '' HUP
        { while [ -t 1 ]; do sleep 0.1; done; "$@" 2> err; echo "exit $?" >> err; } &
        """);
    String alone =
        """
        script -qec "exec bash orphan $(printf '%q ' "$@")" /dev/null > /dev/null
        until grep -qs ^exit err; do sleep 0.1; done; cat err >&2""";
    Told told;
    try (Running running = site.inBash(alone, List.of("run", "play.yml", "-i", "hosts"))) {
      told = running.end();
    }
    saysOnce(told.says("exit " + UNWRITTEN), "Error: standard output cannot be written: ");
    assertTrue(exists("third"), told::toString);
  }
}
