package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that let us in and then have troubles of their own. */
@Tag("faults")
class HostTroubleTest {
  @AutoClose private static LoopbackSshd sshd;
  @TempDir private Path folder;
  private Site site;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
  }

  private HostLine good() {
    return HostLine.of("good", sshd).with("place", folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy: {content: new, dest: \"{{ place }}/file\"}",
        "template: {src: big, dest: \"{{ place }}/file\"}",
        "lineinfile: {path: \"{{ place }}/file\", line: new, create: true}",
        "file: {path: \"{{ place }}/folder\", state: directory}",
        "command: touch {{ place }}/file"
      })
  void aFileSystemThatIsReadOnly(String task) throws Exception {
    site.hosts(OddHost.mounting("bad", sshd, folder, "-o ro", "true"), good());
    Told told = site.file("big", "line\n".repeat(200_000)).run(playing(task));
    told.exits(2).finished("good").counts("good", "ok=2");
    told.lost("bad", "\"write\"", "play.yml:4:7", "Read-only file system");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy: {src: big, dest: \"{{ place }}/file\"}",
        "template: {src: big, dest: \"{{ place }}/file\"}",
        "copy: {content: \"{{ 'new ' * 3000 }}\", dest: \"{{ place }}/file\"}",
        "shell: head -c 1000000 /dev/zero > {{ place }}/file"
      })
  void aDiskThatIsFull(String task) throws Exception {
    String fill = "echo old > \"$place/file\"; head -c 1000000 /dev/zero > \"$place/filler\"";
    site.hosts(OddHost.mounting("bad", sshd, folder, "-o size=64k", fill + " || true"), good());
    Told told = site.file("big", "line\n".repeat(200_000)).run(playing(task));
    told.exits(2).finished("good").counts("good", "ok=2");
    told.lost("bad", "\"write\"", "play.yml:4:7", "No space left on device");
  }

  @Test
  void aFullDiskKeepsTheOldFileAndNothingElse() throws Exception {
    String fill = "echo old > \"$place/file\"; head -c 1000000 /dev/zero > \"$place/filler\"";
    site.hosts(OddHost.mounting("bad", sshd, folder, "-o size=64k", fill + " || true"));
    Told told =
        site.file("big", "line\n".repeat(200_000))
            .run(
                """
                - hosts: all
                  gather_facts: false
                  tasks:
                    - copy: {src: big, dest: "{{ place }}/file"}
                      ignore_errors: true
                    - copy: {content: "{{ 'new ' * 3000 }}", dest: "{{ place }}/file"}
                      ignore_errors: true
                    - command: cat {{ place }}/file
                      register: kept
                    - command: ls -A {{ place }}
                      register: left
                    - debug: {msg: "{{ kept.stdout }}, {{ left.stdout_lines | join(' ') }}"}
                """);
    told.exits(0).counts("bad", "ignored=2").says("\"old, file filler\"");
  }

  private static String playing(String task) {
    return """
    - hosts: all
      gather_facts: false
      tasks:
        - name: write
          %s
        - name: rest
          command: "true"
    """
        .formatted(task);
  }

  @Test
  void aHostThatDiesBetweenTwoTasks() throws Exception {
    Path gate = folder.resolve("gate");
    try (LoopbackSshd dying = LoopbackSshd.start()) {
      site.hosts(HostLine.of("bad", dying), good());
      Running running =
          site.start(
              """
              - hosts: all
                gather_facts: false
                tasks:
                  - name: first
                    command: "true"
                  - name: wait
                    shell: until [ -e '%s' ]; do sleep 0.1; done
                    when: inventory_hostname == 'good'
                  - name: second
                    command: "true"
              """
                  .formatted(gate));
      try (running) {
        running.awaitText("skipping: [bad]");
        dying.kill();
        Files.createFile(gate);
        Told told = running.end();
        told.exits(4).finished("good").counts("good", "ok=3");
        told.lost("bad", "\"second\"", "play.yml:9:7", "port " + dying.port());
        told.counts("bad", "ok=1", "unreachable=1");
      }
    }
  }

  @Test
  void aHostThatComesBackIsReachedAgain() throws Exception {
    Path begun = folder.resolve("begun");
    try (LoopbackSshd flickering = LoopbackSshd.start()) {
      site.hosts(HostLine.of("bad", flickering), good());
      Running running =
          site.start(
              """
              - hosts: all
                gather_facts: false
                tasks:
                  - name: work
                    shell: "{{ 'true > %s; sleep 600' if inventory_hostname == 'bad' else 'true' }}"
                    ignore_unreachable: true
                  - name: rest
                    command: "true"
              """
                  .formatted(begun));
      try (running) {
        running.await("it does not work", () -> Files.exists(begun));
        flickering.dropConnections();
        running.end().exits(0).counts("bad", "ok=1", "ignored=1").counts("good", "ok=2");
      }
    }
  }

  @Test
  void anEnvironmentThatNoShellTakesFailsTheTask() throws Exception {
    site.hosts(good());
    Told told =
        site.run(
            """
            - hosts: all
              gather_facts: false
              tasks:
                - name: work
                  command: "true"
                  environment: {GREETING: "x\\0y"}
            """);
    told.exits(2).lost("good", "\"work\"", "play.yml:4:7", "The value of GREETING holds a NUL");
  }

  @Test
  void aHostThatDiesInTheMiddleOfATask() throws Exception {
    Path begun = folder.resolve("begun");
    try (LoopbackSshd dying = LoopbackSshd.start()) {
      site.hosts(good(), HostLine.of("bad", dying));
      Running running =
          site.start(
              """
              - hosts: all
                gather_facts: false
                tasks:
                  - name: work
                    shell: "{{ 'sleep 600' if inventory_hostname == 'bad' else 'true > %s' }}"
                  - name: rest
                    command: "true"
              """
                  .formatted(begun));
      try (running) {
        running.awaitText("changed: [good]");
        dying.dropConnections();
        Told told = running.end();
        told.exits(4).finished("good").counts("good", "ok=2");
        told.lost("bad", "\"work\"", "play.yml:4:7", "port " + dying.port());
      }
    }
  }

  @Test
  void aHostWithoutSudo() throws Exception {
    String login = "PATH=/nonexistent; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"";
    String sudo = "#!/bin/sh\\nwhile [ \"$1\" != /bin/sh ]; do shift; done; exec \"$@\"\\n";
    site.hosts(OddHost.of("bad", sshd, folder, login), withSudo(sudo));
    Told told = site.run(playing("command: id\n      become: true"));
    told.exits(2).finished("good").counts("good", "ok=2");
    told.lost("bad", "\"write\"", "play.yml:4:7", "sudo is not installed on the host");
  }

  @Test
  void aPasswordThatSudoRefuses() throws Exception {
    String sudo =
        """
        #!/bin/sh
        prompt=; while [ "$1" != /bin/sh ]; do [ "$1" != -p ] || prompt=$2; shift; done
        printf %s "$prompt" >&2; read -r password
        [ "$password" = right ] || { printf 'Sorry, try again.\\n%s' "$prompt" >&2; read -r password; exit 1; }
        exec "$@"
        """;
    site.hosts(
        withSudo(sudo).with("ansible_become_password", "right"),
        new HostLine("bad", withSudo(sudo).variables()).with("ansible_become_password", "wr0ng"));
    Told told = site.run(playing("command: id\n      become: true"), "-vvvv");
    told.exits(2).finished("good").counts("good", "ok=2").hides("wr0ng");
    told.lost("bad", "\"write\"", "play.yml:4:7", "the password is wrong");
  }

  /** The good host with a sudo of ours. */
  private HostLine withSudo(String program) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    OddHost.program(bin.resolve("sudo"), program.replace("\\n", "\n"));
    String login = "PATH='%s':$PATH; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"".formatted(bin);
    return OddHost.of("good", sshd, folder, login);
  }

  @Test
  void aCommandThatIsMissing() throws Exception {
    site.hosts(HostLine.of("bad", sshd).with("tool", "no-such-tool"), good().with("tool", "true"));
    Told told = site.run(playing("command: \"{{ tool }}\""));
    told.exits(2).finished("good").lost("bad", "\"write\"", "play.yml:4:7", "no-such-tool");
    assertEquals(2, told.out().lines().filter(line -> line.contains("[good]")).count());
  }
}
