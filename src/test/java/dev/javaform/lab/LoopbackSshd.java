package dev.javaform.lab;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A real OpenSSH server on 127.0.0.1, on a port of its own, for one test or one class.
 *
 * <p>Needs no root: it runs as the current user and lets only that user in. Its host keys, the
 * client's key and authorized_keys live in a temporary folder, and sessions get an empty folder as
 * HOME, so nothing of the person who runs the tests is read or changed. Starting it skips the
 * running test where no sshd is installed.
 *
 * <pre>{@code
 * try (var sshd = LoopbackSshd.start("MaxSessions 1")) {
 *   connect("127.0.0.1", sshd.port(), sshd.user(), sshd.identity(), sshd.knownHosts());
 * }
 * }</pre>
 */
public final class LoopbackSshd implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final List<Path> hostKeys;
  private final Process server;

  private LoopbackSshd(Path folder, int port, List<Path> hostKeys, Process server) {
    this.folder = folder;
    this.port = port;
    this.hostKeys = List.copyOf(hostKeys);
    this.server = server;
  }

  /**
   * Starts a server with an Ed25519 and an ECDSA host key.
   *
   * @param lines sshd_config lines; they stand first, and sshd takes the first value of a keyword
   */
  public static LoopbackSshd start(String... lines) {
    return start(List.of("ed25519", "ecdsa"), lines);
  }

  /** Starts a server with host keys of these types (ed25519, ecdsa, rsa). */
  public static LoopbackSshd start(List<String> hostKeyTypes, String... lines) {
    var binary = Tools.need("sshd", "openssh-server");
    try {
      var folder = Files.createTempDirectory("javaform-sshd-");
      var hostKeys = hostKeyTypes.stream().map(type -> hostKey(folder, type)).toList();
      Files.createDirectory(folder.resolve("home"));
      Files.createFile(folder.resolve("authorized_keys"));
      var port = freePort();
      Files.write(folder.resolve("sshd_config"), config(folder, port, hostKeys, lines));
      var sshd = new LoopbackSshd(folder, port, hostKeys, launch(binary, folder));
      sshd.key("ed25519", "");
      sshd.awaitListening();
      sshd.writeKnownHosts();
      return sshd;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String host() {
    return "127.0.0.1";
  }

  public int port() {
    return port;
  }

  /** The only user the server lets in: the one who runs the tests. */
  public String user() {
    return System.getProperty("user.name");
  }

  /** The private half of an Ed25519 key that the server accepts, without passphrase. */
  public Path identity() {
    return folder.resolve("id_ed25519");
  }

  /** A known_hosts file that names this server's host keys. */
  public Path knownHosts() {
    return folder.resolve("known_hosts");
  }

  /** The folder that sessions see as HOME; empty at the start. */
  public Path home() {
    return folder.resolve("home");
  }

  /** The private halves of the host keys, in the order asked for. */
  public List<Path> hostKeys() {
    return hostKeys;
  }

  /**
   * Makes one more key that the server accepts; a key of the same type and passphrase is made once.
   */
  public Path key(String type, String passphrase) {
    var file = folder.resolve("id_" + type + (passphrase.isEmpty() ? "" : "_locked"));
    if (Files.notExists(file)) {
      authorize(Keys.publicLine(Keys.generate(file, type, passphrase)));
    }
    return file;
  }

  /** Makes a key that the server does not accept. */
  public Path strangeKey() {
    return Keys.generate(folder.resolve("id_strange_" + System.nanoTime()), "ed25519", "");
  }

  /** Adds a line to authorized_keys. */
  public void authorize(String line) {
    try {
      Files.writeString(folder.resolve("authorized_keys"), line + "\n", StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server has logged so far, at level VERBOSE. */
  public String log() {
    try {
      return Files.readString(folder.resolve("sshd.log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many TCP connections have arrived so far. */
  public int connections() {
    return linesMatching("Connection from .*");
  }

  /** How many connections have passed authentication so far. */
  public int logins() {
    return linesMatching("Accepted [^ ]+ for .*");
  }

  /** How many sessions (shells and commands) have been started so far. */
  public int sessions() {
    return linesMatching("Starting session: .*");
  }

  /**
   * Kills every open connection and what runs in it, without a goodbye; the server goes on
   * listening.
   */
  public void dropConnections() {
    server.toHandle().descendants().forEach(ProcessHandle::destroyForcibly);
  }

  /** Breaks every open connection as a network does: what runs in it is left to itself. */
  public void breakConnections() {
    server
        .toHandle()
        .descendants()
        .filter(process -> process.info().command().orElse("").contains("sshd"))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends the server and everything in it at once, as a power failure would. */
  public void kill() {
    var sessions = server.toHandle().descendants().toList();
    server.destroyForcibly();
    sessions.forEach(ProcessHandle::destroyForcibly);
  }

  /** Stops the server and its sessions and deletes its folder. */
  @Override
  public void close() {
    var sessions = server.toHandle().descendants().toList();
    server.destroy();
    sessions.forEach(ProcessHandle::destroyForcibly);
    try {
      server.waitFor();
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Path hostKey(Path folder, String type) {
    return Keys.generate(folder.resolve("host_" + type), type, "");
  }

  private static List<String> config(Path folder, int port, List<Path> hostKeys, String... lines) {
    var config = new ArrayList<>(List.of(lines));
    config.add("ListenAddress 127.0.0.1:" + port);
    hostKeys.forEach(key -> config.add("HostKey " + key));
    config.addAll(
        List.of(
            "PidFile none",
            "LogLevel VERBOSE",
            "UsePAM no",
            "StrictModes no",
            "PermitRootLogin yes",
            "PasswordAuthentication no",
            "MaxStartups 500",
            "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
            "SetEnv HOME=" + folder.resolve("home")));
    return config;
  }

  private static Process launch(Path binary, Path folder) throws IOException {
    if (user0()) {
      Files.createDirectories(
          Path.of("/run/sshd")); // where sshd, as root, insists on locking up its children
    }
    return new ProcessBuilder(
            binary.toString(), "-D", "-e", "-f", folder.resolve("sshd_config").toString())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("sshd.log").toFile())
        .start();
  }

  private static boolean user0() {
    return System.getProperty("user.name").equals("root");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() {
    var deadline = Instant.now().plus(PATIENCE);
    while (!log().contains("Server listening")) {
      if (!server.isAlive() || Instant.now().isAfter(deadline)) {
        var log = log();
        close();
        throw new IllegalStateException("sshd did not start:\n" + log);
      }
      Tools.pause(Duration.ofMillis(5));
    }
  }

  private void writeKnownHosts() throws IOException {
    var lines =
        hostKeys.stream()
            .map(key -> "[127.0.0.1]:%d %s\n".formatted(port, Keys.publicLine(key)))
            .collect(Collectors.joining());
    Files.writeString(knownHosts(), lines);
  }

  private int linesMatching(String pattern) {
    return (int) log().lines().filter(line -> line.matches(pattern)).count();
  }
}
