package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Login shells that know the protocol of the real one, and break it. */
@Tag("faults")
@Execution(ExecutionMode.CONCURRENT)
class HostileShellTest {
  /** Learns the token of the marks from what is said to the shell, as no honest one has to. */
  private static final String LISTEN =
      """
      while IFS= read -r l; do
      case $l in *' h 0'*) t=${l#*036}; t=${t%% *}; break;; esac
      done
      m() { printf '\\036%s %s\\n' "$t" "$1"; }
      hello() { m 'h 0'; m 'h 0' >&2; }
      """;

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - {name: work, command: "true"}
          - {name: after, command: "true"}
      """;

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

  private HostLine bad(String script) throws Exception {
    return OddHost.of("bad", sshd, folder, LISTEN + script + "\n")
        .with("ansible_timeout", 5)
        .with("ansible_login_timeout", 5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello; yes \"$(m 's 4242')\"",
        "hello; m 's 4242'; yes \"$(m 'e 0')\"",
        "hello; m 's 4242'; yes \"$(m 'e 0')\" >&2",
        "hello; yes \"$(m 'x 0')\"",
        "hello; yes \"$(m 'h 0')\"",
        "hello; m 's 4242'; m 's 4243'; exec sleep 100",
        "hello; m 'e 0'; exec sleep 100",
        "hello; m 's 4242' >&2; m 's 4242'; m 'e 0'; exec sleep 100",
        "hello; m 's 0'; exec sleep 100",
        "hello; m 's 000000001'; exec sleep 100",
        "m 'e 0'; hello; exec sleep 100",
        "yes \"$(m 'e 0')\"",
        "yes \"$(m 's 4242')\" >&2",
        "hello; while :; do head -c 9000000 /dev/zero; m 'x 0'; done",
      })
  void doNotKeepToTheProtocol(String script) throws Exception {
    site.hosts(bad(script), HostLine.of("good", sshd));
    Told told = site.run(PLAY);
    told.exits(4).finished("good").counts("good", "ok=2").counts("bad", "unreachable=1");
    told.lost("bad", "\"work\"", "play.yml:4:7", "does not keep to the protocol", "login shell");
  }

  @Test
  void aimASignalAtEveryProcess() throws Exception {
    site.hosts(
        bad("hello; m 's 1'; exec cat > '%s'".formatted(folder.resolve("told"))),
        HostLine.of("good", sshd));
    site.run(PLAY.replace("work,", "work, timeout: 2,")).exits(4).finished("good");
    String told = Files.readString(folder.resolve("told"));
    assertFalse(told.contains("-1 ") || told.contains(" 1 "), told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exec sleep 100",
        "m 'h 0'; exec sleep 100",
        "m 'h 0' >&2; exec sleep 100",
        "exec yes",
        "exec yes >&2",
        "m 'q 0'; m 'h -1'; m 'h 1x'; m 'h 99999999999999999999'; exec sleep 100",
      })
  void neverSayThatTheyListen(String script) throws Exception {
    site.hosts(bad(script), HostLine.of("good", sshd));
    Told told = site.run(PLAY);
    told.exits(4).finished("good").counts("good", "ok=2").counts("bad", "unreachable=1");
    told.lost("bad", "\"work\"", "play.yml:4:7", "never answered", "login shell");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello; m 's 4242'; exec sleep 100",
        "hello; m 's 4242'; exec yes",
        "hello; m 's 4242'; exec yes >&2",
        "hello; m 's 4242'; trap '' HUP TERM; (exec sleep 100) & exec yes \"$(m 'q 0')\""
      })
  void neverEndWhatTheyBegin(String script) throws Exception {
    site.hosts(bad(script), HostLine.of("good", sshd));
    Told told = site.run(PLAY.replace("work,", "work, timeout: 3,"));
    told.exits(2).finished("good").counts("good", "ok=2").counts("bad", "failed=1");
    told.lost("bad", "\"work\"", "play.yml:4:7", "ran longer than 3.0 seconds", "not say that it");
  }

  @Test
  void neverBegin() throws Exception {
    site.hosts(bad("hello; exec cat /dev/zero"), HostLine.of("good", sshd));
    Told told = site.run(PLAY.replace("work,", "work, timeout: 3,"));
    told.exits(4).finished("good").counts("good", "ok=2").counts("bad", "unreachable=1");
    told.lost("bad", "\"work\"", "play.yml:4:7", "does not answer any more");
  }

  @Test
  void fillTheMemoryTogether() throws Exception {
    HostLine[] hosts = new HostLine[7];
    for (int i = 0; i < 6; i++) {
      String flood = "hello; m 's 4242'; yes >&2 & exec yes";
      hosts[i] = new HostLine("bad" + i, bad(flood).variables());
    }
    hosts[6] = HostLine.of("good", sshd);
    site.hosts(hosts);
    Told told = site.with("-Xmx128m").run(PLAY.replace("work,", "work, timeout: 5,"), "-f", "7");
    told.finished("good").counts("good", "ok=2").hides("a defect of javaform");
    told.hides("does not fit into memory");
    // Whether a flood is ended by its time or taken for silence depends on the machine.
    boolean unreachable = false;
    for (int i = 0; i < 6; i++) {
      boolean lost = told.out().contains("[bad" + i + "]: UNREACHABLE!");
      told.counts("bad" + i, "ok=0", lost ? "unreachable=1" : "failed=1");
      told.lost("bad" + i, "\"work\"", "play.yml:4:7");
      unreachable |= lost;
    }
    told.exits(unreachable ? 4 : 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"exec yes >&2", "exec yes", "while :; do printf x >&2; done"})
  void babbleWhereAPasswordIsAskedFor(String program) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    OddHost.program(bin.resolve("sudo"), "#!/bin/sh\n" + program + "\n");
    String login = "PATH='%s':$PATH; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"".formatted(bin);
    site.hosts(
        OddHost.of("bad", sshd, folder, login)
            .with("ansible_become", true)
            .with("ansible_become_password", "right")
            .with("ansible_timeout", 8)
            .with("ansible_login_timeout", 8),
        HostLine.of("good", sshd));
    Told told = site.run(PLAY);
    told.exits(2).finished("good").counts("good", "ok=2").counts("bad", "failed=1");
    told.lost("bad", "\"work\"", "play.yml:4:7", "cannot become root");
  }
}
