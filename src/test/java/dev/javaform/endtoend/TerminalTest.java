package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at a terminal, who is asked there wherever the output goes. */
@Tag("faults")
@Timeout(60)
class TerminalTest {
  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - command: 'true'
            become: true
      """;

  /** Asks as sudo does, and keeps what it was told. */
  private static final String SUDO =
      """
      #!/bin/sh
      prompt=; while [ "$1" != /bin/sh ]; do [ "$1" != -p ] || prompt=$2; shift; done
      printf %s "$prompt" >&2; read -r password
      printf '%s\\n' "$password" >> "$(dirname "$0")/told"
      exec "$@"
      """;

  private static final char CTRL_C = 3;

  @TempDir private Path folder;
  @AutoClose private LoopbackSshd sshd;
  private Site site;

  @BeforeEach
  void start() throws Exception {
    sshd = LoopbackSshd.start();
    site = new Site(folder);
    site.hosts(OddHost.having("host", sshd, folder, "sudo", SUDO));
  }

  @Test
  void aPasswordIsAskedForThereAndNotShown() throws Exception {
    try (Running running = site.startOnTerminal(PLAY, "-K")) {
      running.awaitText("BECOME password: ").type("typed-secret\n");
      running.end().exits(0).finished("host").hides("typed-secret").says(" echo ");
    }
    assertEquals("typed-secret\n", Files.readString(folder.resolve("host.bin/told")));
  }

  @Test
  void aKeyIsOpenedWithThePassphraseThatIsTyped() throws Exception {
    site.hosts(
        HostLine.of("host", sshd)
            .with("ansible_private_key_file", sshd.key("ed25519", "open sesame")));
    try (Running running = site.startOnTerminal(PLAY.replace("become: true", "name: done"))) {
      running.awaitText("Passphrase for ").type("open sesame\n");
      running.end().exits(0).finished("host").hides("open sesame");
    }
  }

  @Test
  void ctrlCAtAQuestionEndsItAndLetsTypingBeSeenAgain() throws Exception {
    try (Running running = site.startOnTerminal(PLAY, "-K")) {
      running.awaitText("BECOME password: ").type("x" + CTRL_C);
      running.end().exits(99).says(" echo ").hides("-echo ");
    }
  }

  @Test
  void ctrlCAtAPassphraseEndsItAndLetsTypingBeSeenAgain() throws Exception {
    site.hosts(
        HostLine.of("host", sshd)
            .with("ansible_private_key_file", sshd.key("ed25519", "open sesame")));
    try (Running running = site.startOnTerminal(PLAY)) {
      running.awaitText("Passphrase for ").type("x" + CTRL_C);
      running.end().exits(99).says("Interrupted").says(" echo ").hides("-echo ");
    }
  }
}
