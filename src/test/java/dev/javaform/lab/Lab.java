package dev.javaform.lab;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Throw-away hosts that {@code src/test/lab/lab} boots, for the tests of one run.
 *
 * <p>All tests of a run share one lab, started by the first that wants it and stopped at the end;
 * its number, 200 or what JAVAFORM_LAB_NUMBER says, differs from the one that people play with. A
 * test that changes hosts takes {@link #reset} first. Tests get it with {@link WithLab}.
 */
public final class Lab implements AutoCloseable {
  private static final String NUMBER =
      Optional.ofNullable(System.getenv("JAVAFORM_LAB_NUMBER")).orElse("200");
  private static final Path SCRIPT = Path.of("src/test/lab/lab").toAbsolutePath();

  private final List<LabHost> hosts;

  private Lab(List<LabHost> hosts) {
    this.hosts = ImmutableList.copyOf(hosts);
  }

  /** Boots the hosts, as many as JAVAFORM_LAB_HOSTS says, else three. */
  static Lab start() {
    var count =
        Integer.parseInt(Optional.ofNullable(System.getenv("JAVAFORM_LAB_HOSTS")).orElse("3"));
    script("down");
    script("up", "" + count);
    return new Lab(
        IntStream.rangeClosed(1, count)
            .mapToObj(
                i ->
                    new LabHost(
                        "lab" + i,
                        "10.88." + NUMBER + "." + i,
                        identity(),
                        folder().resolve("known_hosts")))
            .toList());
  }

  /** The hosts, lab1 first; each lets root in at port 22 with {@link LabHost#identity}. */
  public List<LabHost> hosts() {
    return hosts;
  }

  /** The inventory that the lab wrote: every host in its groups, with user, key and known_hosts. */
  public Path inventory() {
    return folder().resolve("inventory");
  }

  /** A known_hosts file that names every host's keys. */
  public Path knownHosts() {
    return folder().resolve("known_hosts");
  }

  /** Gives every host a new disk and boots it again, in seconds. */
  public void reset() {
    script("reset");
  }

  /** Ends a host as a power failure would, until the next {@link #reset}. */
  public void kill(LabHost host) {
    script("kill", "" + (hosts.indexOf(host) + 1));
  }

  /** The small base as a tar file that podman can import; made where it is missing. */
  static Path image() {
    return Path.of(script("image").strip().lines().toList().getLast());
  }

  @Override
  public void close() {
    script("down");
  }

  private static Path folder() {
    return home().resolve(NUMBER);
  }

  private static Path identity() {
    return folder().resolve("id");
  }

  private static Path home() {
    var environment = System.getenv();
    return Optional.ofNullable(environment.get("JAVAFORM_LAB_DIR"))
        .map(Path::of)
        .orElseGet(() -> state(environment).resolve("javaform-lab"));
  }

  private static Path state(Map<String, String> environment) {
    return Optional.ofNullable(environment.get("XDG_STATE_HOME"))
        .map(Path::of)
        .orElseGet(() -> Path.of(environment.get("HOME"), ".local/state"));
  }

  /**
   * Runs the lab's script and returns its output, which goes to a file, for what it starts may
   * outlive it.
   */
  private static String script(String... arguments) {
    try {
      var log = Files.createTempFile("javaform-lab-", ".log");
      var words = ImmutableList.<String>builder().add(SCRIPT.toString()).add(arguments).build();
      var process =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(log.toFile());
      process.redirectInput(Redirect.from(Path.of("/dev/null").toFile()));
      process.environment().put("JAVAFORM_LAB_NUMBER", NUMBER);
      var status = process.start().waitFor();
      var said = Files.readString(log);
      Files.delete(log);
      if (status != 0) {
        throw new IllegalStateException(String.join(" ", words) + " failed:\n" + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the lab was at work", e);
    }
  }
}
