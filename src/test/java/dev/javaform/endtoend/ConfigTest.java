package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ansible.cfg beside the playbook does what it does for Ansible. */
class ConfigTest {

  private static final String PLAY =
      """
      - hosts: all
        roles: [r]
        tasks:
          - debug: {msg: "forks {{ ansible_forks }}, facts {{ ansible_facts | length }}"}
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    site.hosts(HostLine.local("one"), HostLine.local("two"));
    site.file(
        "shelf/r/tasks/main.yml",
        "- {name: write, copy: {content: new, dest: '%s/{{ inventory_hostname }}'}}\n"
            .formatted(folder));
    site.file("play.yml", PLAY);
  }

  private Told run(String config, String... options) throws Exception {
    site.file("ansible.cfg", config);
    List<String> words = new ArrayList<>(List.of("run", "play.yml"));
    words.addAll(List.of(options));
    try (Running running = site.javaform(folder, words)) {
      return running.end();
    }
  }

  private static final String CONFIG =
      """
      [defaults]
      inventory = hosts
      roles_path = shelf
      gathering = explicit
      forks = 7
      nocows = 1
      [diff]
      always = yes
      """;

  @Test
  void isFollowed() throws Exception {
    Told told = run(CONFIG, "-v");
    told.exits(0).finished("one").finished("two").says("Using ansible.cfg as config file");
    told.says("forks 7, facts 0").says("+new");
    assertFalse(told.err().contains("Warning"), told.err());
  }

  @Test
  void isWeakerThanTheCommandLine() throws Exception {
    run(CONFIG, "-f", "3", "-i", "three,", "-c", "local").exits(0).says("forks 3").hides("two");
  }

  @Test
  void saysWhereItNamesAnInventoryThatIsNotThere() throws Exception {
    Told told = run(CONFIG.replace("= hosts", "= hosts # ours"));
    told.exits(4).says("ansible.cfg:2:1").says("hosts # ours does not exist").says("begins with ;");
  }

  @Test
  void saysWhereThereIsNoTerminalToAskOn() throws Exception {
    assumeFalse(hasTerminal(), "somebody would be asked");
    Told told = run(CONFIG + "[privilege_escalation]\nbecome_ask_pass = yes\n");
    told.exits(4).says("there is no terminal, and standard input holds none").hides("PLAY [");
    told.says("--become-password-file");
  }

  private static boolean hasTerminal() {
    try (InputStream _ = Files.newInputStream(Path.of("/dev/tty"))) {
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Test
  void saysWhatHasNoEffect() throws Exception {
    Told told = run(CONFIG.replace("nocows = 1", "hash_behaviour = merge\nroles_pth = x"));
    told.exits(0).says("Setting without effect").says("ansible.cfg:6:1").says("combine");
    told.says("ansible.cfg:7:1").says("Did you mean defaults.roles_path?");
  }

  @Test
  void isReadBeforeAnyHostIsTouched() throws Exception {
    run(CONFIG.replace("forks = 7", "forks = many"))
        .exits(4)
        .says("Wrong setting")
        .says("ansible.cfg:5:1")
        .says("it has to be a whole number")
        .hides("PLAY");
    run("forks = 7\n").exits(4).says("ansible.cfg:1:1").says("[defaults]").hides("PLAY");
  }
}
