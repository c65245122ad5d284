package dev.javaform.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** A container that root, deploy, admin and guest of the lab can reach over SSH. */
public final class SshContainer implements AutoCloseable {
  static final String SSHD = "mkdir -p /run/sshd; exec /usr/sbin/sshd -D -e";
  static final String SYSTEMD = "exec /lib/systemd/systemd";

  /** What the image lacks: host keys, and a key that lets root in. */
  private static final String PREPARE =
      """
      set -e
      ssh-keygen -A
      mkdir -p -m 700 /root/.ssh
      echo '%s' > /root/.ssh/authorized_keys
      """;

  private final GenericContainer<?> container;
  private final Path folder;

  private SshContainer(GenericContainer<?> container, Path folder) {
    this.container = container;
    this.folder = folder;
  }

  static SshContainer start(String process) {
    try {
      var folder = Files.createTempDirectory("javaform-container-");
      var key = Keys.publicLine(Keys.generate(folder.resolve("id"), "ed25519", ""));
      var container = container(PREPARE.formatted(key) + process);
      container.start();
      var started = new SshContainer(container, folder);
      Files.writeString(started.knownHosts(), started.hostKeyLine());
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GenericContainer<?> container(String script) {
    return new GenericContainer<>(Podman.IMAGE)
        .withImagePullPolicy(_ -> false)
        .withCommand("/bin/sh", "-c", script)
        .withExposedPorts(22)
        .waitingFor(Wait.forListeningPort().withStartupTimeout(Duration.ofMinutes(2)));
  }

  public String host() {
    return container.getHost();
  }

  public int port() {
    return container.getMappedPort(22);
  }

  /** The private key that lets root in. */
  public Path identity() {
    return folder.resolve("id");
  }

  /** A known_hosts file that names the container's host key. */
  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** What a command prints inside the container, without SSH. */
  public String run(String... command) {
    try {
      return container.execInContainer(command).getStdout();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the container was at work", e);
    }
  }

  /** Kills the container as a power failure would. */
  public void kill() {
    container.getDockerClient().killContainerCmd(container.getContainerId()).exec();
  }

  @Override
  public void close() {
    container.stop();
  }

  private String hostKeyLine() {
    return "[%s]:%d %s".formatted(host(), port(), run("cat", "/etc/ssh/ssh_host_ed25519_key.pub"));
  }
}
