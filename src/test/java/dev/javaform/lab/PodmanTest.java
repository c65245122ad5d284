package dev.javaform.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

@WithPodman
class PodmanTest {
  @Test
  void runsSshdInAContainer(Podman podman) {
    try (var container = podman.sshd()) {
      assertEquals("root\n", ssh(container, "id -un"));
    }
  }

  @Test
  void runsSystemdInAContainer(Podman podman) {
    try (var container = podman.systemd()) {
      assertEquals("systemd\n", ssh(container, "cat /proc/1/comm"));
    }
  }

  private static String ssh(SshContainer container, String command) {
    return Ssh.run(
        container.identity(),
        container.knownHosts(),
        container.port(),
        "root@" + container.host(),
        command);
  }
}
