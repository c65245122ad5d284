package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Secrets are seen nowhere: not in either output at -vvvv, not among the arguments of processes.
 */
@Tag("faults")
class SecretTest {
  /** Asks as sudo does, and keeps what it was told for the test to see. */
  private static final String SUDO =
      """
      #!/bin/sh
      prompt=; while [ "$1" != /bin/sh ]; do [ "$1" != -p ] || prompt=$2; shift; done
      printf %s "$prompt" >&2; read -r password
      printf '%s\\n' "$password" >> "$(dirname "$0")/told"
      case $password in wr*) printf 'Sorry, try again.\\n%s' "$prompt" >&2; read -r again; exit 1 ;; esac
      exec "$@"
      """;

  private static final String PLAY =
      """
      - hosts: all
        vars:
          token: t0ken-in-vars
        tasks:
          - name: become
            command: sleep 2
            become: true
          - name: written
            copy: {content: "{{ token }}\\n", dest: "%1$s/{{ inventory_hostname }}"}
            no_log: true
          - name: commanded
            shell: echo {{ token }}; echo {{ token }} >&2; sleep 1
            no_log: true
          - name: looped
            shell: echo {{ item }}
            loop: ["{{ token }}", other]
            no_log: true
            register: said
          - name: failed
            shell: echo {{ token }} >&2; exit 7
            no_log: true
            ignore_errors: true
          - name: mistaken
            command: cat {{ token + 1 }}
            no_log: true
            ignore_errors: true
          - name: refused
            copy: {src: "{{ token }}", dest: "%1$s/none"}
            no_log: true
            ignore_errors: true
          - name: user
            user: {name: nobody-new, password: "{{ ansible_become_password }}"}
            check_mode: true
            become: true
          - name: last
            fail: {msg: "{{ token }}"}
            no_log: true
      """;

  @TempDir private static Path folder;
  @AutoClose private static LoopbackSshd sshd;
  private static final Set<String> arguments = ConcurrentHashMap.newKeySet();
  private static Told told;
  private static Told json;

  @BeforeAll
  static void run() throws Exception {
    sshd = LoopbackSshd.start();
    Site site = new Site(folder);
    HostLine host = OddHost.having("good", sshd, folder, "sudo", SUDO);
    site.hosts(
        host.with("ansible_become_password", "r1ght-secret")
            .with("ansible_password", "l0gin-secret"),
        new HostLine("bad", host.variables()).with("ansible_become_password", "wr0ng-secret"));
    told = watched(site.start(PLAY.formatted(folder), "-vvvv", "--diff"));
    json = watched(site.start(PLAY.formatted(folder), "-vvvv", "--diff", "--output", "json"));
  }

  /** Collects the command lines of all processes as long as the program runs. */
  private static Told watched(Running running) throws Exception {
    try (running) {
      while (running.isAlive()) {
        Processes.with("").forEach(arguments::add);
      }
      return running.end();
    }
  }

  @Test
  void theSecretsWereUsed() throws Exception {
    List<String> sudo = Files.readAllLines(folder.resolve("good.bin/told"));
    assertTrue(sudo.containsAll(List.of("r1ght-secret", "wr0ng-secret")), sudo::toString);
    assertEquals("t0ken-in-vars\n", Files.readString(folder.resolve("good")));
    told.exits(2).counts("good", "ignored=3", "failed=1").lost("bad", "\"become\"", "play.yml:5:7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"t0ken-in-vars", "r1ght-secret", "wr0ng-secret", "l0gin-secret"})
  void noOutputShowsThem(String secret) {
    told.hides(secret);
    json.hides(secret);
  }

  @ParameterizedTest
  @ValueSource(strings = {"t0ken-in-vars", "r1ght-secret", "wr0ng-secret", "l0gin-secret"})
  void noProcessHasThemAsArguments(String secret) {
    assertTrue(arguments.stream().anyMatch(line -> line.contains("sleep 2")), "looked too late");
    assertEquals(List.of(), arguments.stream().filter(line -> line.contains(secret)).toList());
  }
}
