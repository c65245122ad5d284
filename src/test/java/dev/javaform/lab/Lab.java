package dev.javaform.lab;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.List;
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
  private static final LabScript SCRIPT = new LabScript("lab", LabScript.NUMBER);

  private final List<LabHost> hosts;

  private Lab(List<LabHost> hosts) {
    this.hosts = ImmutableList.copyOf(hosts);
  }

  /** Boots the hosts, as many as JAVAFORM_LAB_HOSTS says, else two: one of each Debian. */
  static Lab start() {
    var count =
        Integer.parseInt(Optional.ofNullable(System.getenv("JAVAFORM_LAB_HOSTS")).orElse("2"));
    SCRIPT.run("down");
    SCRIPT.run("up", "" + count);
    return new Lab(
        IntStream.rangeClosed(1, count)
            .mapToObj(
                i ->
                    new LabHost(
                        "lab" + i,
                        "10.88." + LabScript.NUMBER + "." + i,
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
    SCRIPT.run("reset");
  }

  /** Ends a host as a power failure would, until the next {@link #reset}. */
  public void kill(LabHost host) {
    SCRIPT.run("kill", "" + (hosts.indexOf(host) + 1));
  }

  /** The small base as a tar file that podman can import; made where it is missing. */
  static Path image() {
    return Path.of(SCRIPT.run("image").strip().lines().toList().getLast());
  }

  @Override
  public void close() {
    SCRIPT.run("down");
  }

  private static Path folder() {
    return LabScript.home().resolve("" + LabScript.NUMBER);
  }

  private static Path identity() {
    return folder().resolve("id");
  }
}
