package dev.javaform.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LoopbackSshdTest {
  @Test
  void letsTheOwnClientIn() {
    try (var sshd = LoopbackSshd.start()) {
      assertEquals("hello " + sshd.home() + "\n", ssh(sshd, "echo hello $HOME"));
      assertEquals(1, sshd.connections());
      assertEquals(1, sshd.logins());
      assertEquals(1, sshd.sessions());
    }
  }

  @Test
  void refusesAStrangeKey() {
    try (var sshd = LoopbackSshd.start()) {
      var strange = sshd.strangeKey();
      assertThrows(IllegalStateException.class, () -> ssh(sshd, strange, "true"));
      assertEquals(0, sshd.logins());
    }
  }

  @Test
  void takesExtraConfiguration() {
    try (var sshd = LoopbackSshd.start("ForceCommand echo forced")) {
      assertEquals("forced\n", ssh(sshd, "echo hello"));
    }
  }

  private static String ssh(LoopbackSshd sshd, String command) {
    return ssh(sshd, sshd.identity(), command);
  }

  private static String ssh(LoopbackSshd sshd, Path identity, String command) {
    return Ssh.run(identity, sshd.knownHosts(), sshd.port(), sshd.user() + "@127.0.0.1", command);
  }
}
