package dev.javaform.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
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
      var strange = sshd.strangeKey().toString();
      assertThrows(IllegalStateException.class, () -> ssh(sshd, "true", "-i", strange));
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
    return ssh(sshd, command, "-i", sshd.identity().toString());
  }

  private static String ssh(LoopbackSshd sshd, String command, String... identity) {
    var words = new ArrayList<>(List.of(Tools.need("ssh", "openssh-client").toString()));
    words.addAll(List.of("-F", "none", "-n", "-q", "-o", "BatchMode=yes"));
    words.addAll(List.of("-o", "IdentitiesOnly=yes", "-o", "StrictHostKeyChecking=yes"));
    words.addAll(List.of("-o", "UserKnownHostsFile=" + sshd.knownHosts()));
    words.addAll(List.of(identity));
    words.addAll(List.of("-p", "" + sshd.port(), sshd.user() + "@127.0.0.1", command));
    return Tools.run(words);
  }
}
