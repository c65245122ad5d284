package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads after a slip: one message, in plain words, with what to do. */
class MessagesTest {

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder).hosts(HostLine.local("one"));
  }

  /** Runs tasks without gathering facts. */
  private Told tasks(String tasks, String... options) throws Exception {
    return site.run("- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4), options);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "playbook site.yml   | There is no command \"playbook\". Did you mean: javaform run site.yml",
        "site.yml -i hosts   | There is no command \"site.yml\". Did you mean: javaform run site.yml",
        "ruun                | There is no command \"ruun\". Did you mean: javaform run",
        "foo | There is no command \"foo\". The commands are: run, facts, preflight, init, doc,"
            + " completion, help.",
      })
  void aCommandThatIsNone(String line, String message) throws Exception {
    try (Running running = site.javaform(folder, List.of(line.split(" ")))) {
      assertEquals("Error: " + message, running.end().exits(5).err().lines().findFirst().get());
    }
  }

  @Test
  void noCommandAtAll() throws Exception {
    try (Running running = site.javaform(folder, List.of())) {
      running
          .end()
          .exits(5)
          .says(
              "A command is needed. The commands are: run, facts, preflight, init, doc,"
                  + " completion, help.");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{{ res.stdou }}                 | has no attribute 'stdou'. Did you mean \"stdout\"?",
        "{{ res['rcc'] }}                | has no attribute 'rcc'. Did you mean \"rc\"?",
        "{{ ansible_distribution }}      | If it is a fact: none were gathered.",
        "{{ ansible_facts.kernel }}      | attribute 'kernel'. If it is a fact: none were gathered.",
        "{{ ansible_facts['kernel'] }}   | attribute 'kernel'. If it is a fact: none were gathered.",
        "{{ ansible_conection }}         | Did you mean \"ansible_connection\"?",
      })
  void aNameThatIsNotThere(String message, String says) throws Exception {
    Told told =
        tasks(
            "- command: echo\n  register: res\n- debug: {msg: \"%s\"}\n"
                .formatted(message.strip()));
    told.exits(2).lost("one", "debug", "play.yml:6:7", says);
  }

  @Test
  void whatIsIndentedTooLittleIsToldWhereItBelongs() throws Exception {
    String play =
        """
        - hosts: all
          tasks:
          - name: one
            copy:
            src: a
            dest: b
          - name: two
          ping:
        """;
    Told told = site.run(play).exits(4).hides("PLAY [");
    told.says("play.yml:5:5").says("an argument of copy: indent it further than \"copy:\".");
    told.says("play.yml:8:3").says("\"ping\" is a module, which belongs to a task: indent it");
  }

  @Test
  void aPlaysKeyIsToldOnce() throws Exception {
    Told told = site.run("- host: all\n  tasks: []\n").exits(4);
    told.says("Did you mean \"hosts\"?").says("1 error.").hides("A play needs");
    site.run("- name: x\n  tasks: []\n").exits(4).says("A play needs \"hosts\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "foo.bar.copy                | Did you mean \"ansible.builtin.copy\"?",
        "ansible.builtin.cpy         | Did you mean \"ansible.builtin.copy\"?",
        "grub_cmdlin                 | Did you mean \"grub_cmdline\"?",
        "community.general.timezone  | in javaform. \"javaform doc\" lists",
      })
  void aModuleIsKnownByItsLastWord(String name, String says) throws Exception {
    tasks("- %s: {}\n".formatted(name)).exits(4).says(says);
  }

  @Test
  void aFailureIsToldInTheOrderOfItsHappeningAndEachPathOnce() throws Exception {
    String check = "sh -c 'echo first >&2; echo second >&2; exit 1' %s";
    String copy = "- copy: {content: x, dest: '%s', validate: \"%s\"}\n";
    Told told = tasks(copy.formatted(site.path("new"), check)).exits(2);
    told.lost("one", "copy", "play.yml:4:7", "new: the new content is not valid: sh -c");
    told.lost("one", "copy", "play.yml:4:7", "returned 1: first; second (exit status 1)");
  }

  @Test
  void theLastLinesOfACommandAreInTheSummary() throws Exception {
    String shell = "- shell: \"for i in 1 2 3 4; do echo line $i >&2; done; exit 3\"\n";
    tasks(shell).exits(2).lost("one", "shell", "play.yml:4:7", ": line 2; line 3; line 4");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--tags nightlyrun     | --tags: no task has the tag \"nightlyrun\". Did you mean \"nightly_run\"?",
        "--skip-tags slow      | --skip-tags: no task has the tag \"slow\".",
      })
  void aTagThatNobodyHas(String options, String says) throws Exception {
    String ping = "- ping:\n  tags: nightly_run\n";
    tasks(ping, options.split(" ")).exits(0).says("[WARNING]: " + says);
    site.file("more.yml", "- ping:\n  tags: [nightlyrun, slow]\n");
    String include = "- include_tasks: more.yml\n  tags: always\n";
    tasks(ping + include, options.split(" ")).exits(0).hides("no task has");
    String unknown = "- include_tasks: \"{{ 'more.yml' }}\"\n  tags: always\n";
    tasks(ping + unknown, options.split(" ")).exits(0).hides("no task has");
    tasks(ping, "--tags", "all", "--skip-tags", "never").exits(0).hides("no task has");
  }

  @Test
  void anAuditOfNothingIsNoGoodNews() throws Exception {
    String[] audit = {"--check", "--detailed-exitcode", "--tags", "none"};
    tasks("- ping:\n", audit).exits(65).says("nothing ran");
    tasks("- ping:\n", "--check", "--detailed-exitcode").exits(0);
    Told told = site.hosts().run("- hosts: all\n  tasks: [{ping: }]\n", "--detailed-exitcode");
    told.exits(65).says("provided hosts list is empty");
    site.run("- hosts: all\n  tasks: [{ping: }]\n").exits(0);
  }

  @Test
  void aPasswordComesFromStandardInputWhereThereIsNoTerminal() throws Exception {
    site.file("play.yml", "- hosts: all\n  gather_facts: false\n  tasks: [{ping: }]\n");
    List<String> words = List.of("run", "play.yml", "-i", "hosts", "-K");
    try (Running running = site.inBash("setsid -w \"$@\" < <(echo typed-secret)", words)) {
      running.end().exits(0).hides("typed-secret");
    }
    try (Running running = site.inBash("setsid -w \"$@\"", words)) {
      Told told = running.end().exits(4).hides("PLAY [");
      told.says("--ask-become-pass asks for a password").says("--become-password-file");
    }
  }
}
