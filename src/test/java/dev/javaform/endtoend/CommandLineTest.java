package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command line offers, what it answers to mistakes, and how it ends. */
class CommandLineTest {
  private static final String PLAY =
      """
      - name: Greet
        hosts: all
        gather_facts: false
        tasks:
          - name: half
            command: "{{ 'true' if inventory_hostname == 'one' else 'false' }}"
            tags: part
          - name: rest
            command: "true"
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    site.hosts(HostLine.local("one"), HostLine.local("two"));
  }

  private Told javaform(String... arguments) throws Exception {
    try (Running running = site.javaform(folder, List.of(arguments))) {
      return running.end();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--version         | javaform \\d+\\.\\d+",
        "--help            | (?s).*Commands:.*run.*doc.*completion",
        "help run          | (?s).*--inventory.*Exit status:\\n +0 +done\\n",
        "run --help        | (?s).*--check.*--diff.*--accept-new",
        "doc --help        | (?s).*MODULE",
        "completion --help | (?s).*bash, zsh or fish",
        "doc               | (?s).*copy.*grub_cmdline",
        "doc copy          | (?s).*dest",
      })
  void answersQuestionsAboutItself(String arguments, String pattern) throws Exception {
    Told told = javaform(arguments.split(" ")).exits(0);
    assertTrue(told.out().matches(pattern + "(?s).*"), told::toString);
    assertEquals("", told.err());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run play.yml --chek          | 5 | --check",
        "run                          | 5 | PLAYBOOK",
        "rum play.yml                 | 5 | run",
        "run play.yml -M modules      | 5 | -M is not followed: Modules written in Python",
        "run play.yml --module-path=x | 5 | --module-path is not followed: ",
        "run play.yml --scp-extra-args=x | 5 | --scp-extra-args is not followed: javaform speaks",
        "run play.yml --s             | 5 | Possible solutions: --skip-tags, --start-at-task",
        "run play.yml -f many         | 5 | many",
        "run none.yml -i hosts        | 4 | none.yml",
        "run play.yml -i none         | 4 | none",
        "run play.yml -i hosts -l off | 4 | off",
        "run play.yml -i hosts -e @no | 4 | no",
        "run play.yml -i hosts --start-at-task=rast | 4 | Did you mean \"rest\"?",
        "run play.yml -i hosts --connection-password-file none | 4 | none does not exist",
        "run play.yml -i hosts -K --become-pass-file none      | 5 | mutually exclusive",
        "doc coppy                    | 5 | copy",
      })
  void saysWhatIsWrongWithACommandLine(String arguments, int status, String says) throws Exception {
    site.file("play.yml", PLAY);
    Told told = javaform(arguments.split(" ")).exits(status);
    assertTrue(told.err().contains(says), told::toString);
    told.hides("Exception").hides("PLAY [");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "word=plain          | plain",
        "{\"word\": \"json\"}   | json",
        "@vars.yml           | from a file",
      })
  void takesVariablesInTheirThreeForms(String variables, String says) throws Exception {
    site.file("vars.yml", "word: from a file\n");
    String play =
        """
        - hosts: all
          gather_facts: false
          tasks: [debug: {msg: "said: {{ word }}"}]
        """;
    site.run(play, "-e", variables).exits(0).says("said: " + says);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "copy: {content: old, dest: file}                 | --check | 0",
        "copy: {content: new, dest: file}                 | --check | 3",
        "{command: echo, when: false}                     | --check | 0",
        "{copy: {content: new, dest: file, mode: '{{ undefined_here }}'}, when: true is not defined} | --check | 0",
        "command: 'true'                                  |         | 3",
        "{command: 'true', changed_when: false}           |         | 0",
        "command: 'false'                                 |         | 2",
        "nosuchmodule:                                    |         | 65",
      })
  void tellsByItsStatusWhetherHostsAreAsWanted(String task, String mode, int status)
      throws Exception {
    site.file("file", "old");
    String play = "- hosts: one\n  gather_facts: false\n  tasks:\n    - " + absolute(task) + "\n";
    String[] check = mode == null ? new String[] {} : new String[] {mode};
    site.run(play, with(check, "--detailed-exitcode")).exits(status);
    site.run(play, check).exits(status == 3 ? 0 : status == 65 ? 4 : status);
  }

  private String absolute(String task) {
    return task.replace("dest: file", "dest: " + site.path("file"));
  }

  private static String[] with(String[] words, String more) {
    return Stream.concat(Stream.of(words), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  void strictlyAWarningIsAnErrorToo() throws Exception {
    String play = "- hosts: all\n  gather_facts: false\n  tasks: [{nonesuch: , when: false}]\n";
    site.run(play).exits(0).says("Warning: Unknown module").says("PLAY [all]");
    Told told = site.run(play, "--strict").exits(4).hides("PLAY [");
    told.says("Error: Unknown module").says("1 error. No host was contacted.");
  }

  @Test
  void limitsToTheHostsOfAFile() throws Exception {
    site.file("failed", "two\n");
    site.run(PLAY, "--limit", "@failed", "--list-hosts").exits(0).says("two").hides("one\n");
  }

  @Test
  void oneJsonDocumentTellsWhatTheLinesTell() throws Exception {
    Told told = site.run(PLAY, "--output", "json").exits(2);
    JsonNode document = new ObjectMapper().readTree(told.out());
    assertEquals(1, document.at("/stats/two/failures").asInt());
    assertEquals(2, document.at("/stats/one/ok").asInt());
    JsonNode half = document.at("/plays/0/tasks/0");
    assertEquals("half", half.at("/task/name").asText());
    assertEquals("play.yml:5:7", half.at("/task/path").asText());
    assertEquals("failed", half.at("/hosts/two/outcome").asText());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--syntax-check             | playbook: play.yml",
        "--list-hosts               | two",
        "--list-tasks --tags part   | half",
        "--list-tags                | TASK TAGS: [part]",
        "--list-tasks               | play #1 (all): Greet\tTAGS: []",
      })
  void looksWithoutRunning(String options, String says) throws Exception {
    site.run(PLAY, options.split(" ")).exits(0).says(says).hides("TASK [");
  }

  @Test
  void listsTagsThatAreTemplates() throws Exception {
    String play = PLAY.replace("tags: part", "tags: [\"{{ ['part', late] }}\"]");
    site.run(play, "--list-tags", "-e", "late=l").exits(0).says("TASK TAGS: [l, part]");
    site.run(play, "--list-tasks", "--tags", "l", "-e", "late=l")
        .exits(0)
        .says("half")
        .hides("rest");
    site.run(play, "--list-tags").exits(4).says("'late' is undefined").says("play.yml:7:");
  }

  @Test
  void startsAtATask() throws Exception {
    site.run(PLAY, "--start-at-task", "re*").exits(0).says("TASK [rest]").hides("TASK [half]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--list-h --inventory-file hosts",
        "--syn",
        "--che --forc --flush-cache",
        "--ssh-ex=-oCompression=no --ssh-c=-oPort=22 --priv=x --skip=part --lim=one",
      })
  void takesWhatTheOptionsOfAnsibleBeginWith(String options) throws Exception {
    site.run(PLAY.replace("'false'", "'true'"), options.split(" ")).exits(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "doc grub_cm           | grub_cmdline",
        "completion b          | bash",
        "run --output j        | json",
        "run -i compl          | completion",
        "run --private-key comp | completion",
        "run --become-password-file comp | completion",
      })
  void completesWhatPeopleType(String line, String word) throws Exception {
    Path script = folder.resolve("completion");
    Files.writeString(script, javaform("completion", "bash").exits(0).out());
    String complete =
        "compopt() { :; }; source %s; COMP_WORDS=(javaform %s) COMP_CWORD=%d; _complete_javaform; echo ${COMPREPLY[@]}"
            .formatted(script, line, line.split(" ").length);
    Process process =
        new ProcessBuilder("bash", "-c", complete)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    assertEquals(
        word + "\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }

  @Test
  void completesInFish() throws Exception {
    Told told = javaform("completion", "fish").exits(0);
    told.says("complete -c javaform -n __fish_use_subcommand -a run -d 'Runs playbooks");
    String run = "complete -c javaform -n '__fish_seen_subcommand_from run' ";
    told.says(run + "-s i -l inventory -l inventory-file -r -F -d 'a file");
    told.says(run + "-l output -r -a 'text json'").says(run + "-s C -l check -d ");
    told.says(run + "-F\n").says("from completion' -a 'bash zsh fish'");
  }

  @ParameterizedTest
  @CsvSource({"bash", "zsh"})
  void completesInARealShell(String shell) throws Exception {
    Path program = Path.of("/usr/bin", shell);
    Assumptions.assumeTrue(Files.isExecutable(program), "no " + shell + " on this machine");
    Path script = folder.resolve("completion");
    Files.writeString(script, javaform("completion", shell).exits(0).out());
    String prepare = shell.equals("zsh") ? "autoload -Uz compinit && compinit -u; " : "";
    String complete =
        shell.equals("zsh")
            ? "(( $+_comps[javaform] )) && echo run"
            : "COMP_WORDS=(javaform ru) COMP_CWORD=1; _complete_javaform; echo ${COMPREPLY[@]}";
    Process process =
        new ProcessBuilder(program.toString(), "-c", prepare + "source " + script + "; " + complete)
            .redirectErrorStream(true)
            .start();
    assertEquals(
        "run\n", new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
    assertTrue(process.waitFor(10, TimeUnit.SECONDS));
  }
}
