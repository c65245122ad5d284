package dev.javaform.lab;

import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A podman service of this test run's own, for Testcontainers to talk to: own images, own
 * containers, no registry.
 *
 * <p>Testcontainers reads where the service is from the environment, which the build's profile
 * {@code lab} sets. Tests get it with {@link WithPodman}.
 */
public final class Podman implements AutoCloseable {
  /** The image that containers start from: the lab's small base. */
  static final String IMAGE = "localhost/javaform/lab:small";

  private static final Path FOLDER = Path.of("/run/javaform-podman");
  private static final Path SOCKET = FOLDER.resolve("podman.sock");
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The defaults ask for limits and a cgroup manager that only a full systemd machine grants. */
  private static final String CONFIGURATION =
      """
      [containers]
      default_ulimits = ["nofile=1024:1024", "nproc=4096:4096"]
      [engine]
      runtime = "runc"
      cgroup_manager = "cgroupfs"
      events_logger = "file"
      """;

  private final Process service;

  private Podman(Process service) {
    this.service = service;
  }

  /**
   * Starts the service and imports the image, in seconds once the lab's small base has been built.
   */
  static Podman start() {
    try {
      Tools.need("runc", "runc");
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve("containers.conf"), CONFIGURATION);
      Tools.run(command("import", Lab.image().toString(), IMAGE));
      var service = command("system", "service", "--time=0", "unix://" + SOCKET);
      var podman = new Podman(service.redirectOutput(log().toFile()).start());
      podman.awaitSocket();
      return podman;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts a container with OpenSSH's server on the image. The caller closes it. */
  public SshContainer sshd() {
    return SshContainer.start(SshContainer.SSHD);
  }

  /**
   * Starts a container whose first process is systemd, with sshd as one of its services. The caller
   * closes it.
   */
  public SshContainer systemd() {
    return SshContainer.start(SshContainer.SYSTEMD);
  }

  /** Stops the service and removes everything that it kept. */
  @Override
  public void close() {
    try {
      service.destroy();
      service.waitFor();
      Tools.run(command("rm", "--all", "--force", "--time", "0"));
      Tools.run(command("rmi", "--all", "--force"));
      MoreFiles.deleteRecursively(FOLDER, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitSocket() throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    while (Files.notExists(SOCKET)) {
      if (!service.isAlive() || Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("podman did not start:\n" + Files.readString(log()));
      }
      Tools.pause(Duration.ofMillis(20));
    }
  }

  private static Path log() {
    return FOLDER.resolve("service.log");
  }

  private static ProcessBuilder command(String... arguments) {
    var words = new ArrayList<>(List.of(Tools.need("podman", "podman").toString()));
    words.addAll(List.of("--root", FOLDER.resolve("root").toString()));
    words.addAll(List.of("--runroot", FOLDER.resolve("runroot").toString()));
    words.addAll(List.of(arguments));
    var command = new ProcessBuilder(ImmutableList.copyOf(words)).redirectErrorStream(true);
    command.environment().put("CONTAINERS_CONF", FOLDER.resolve("containers.conf").toString());
    return command;
  }
}
