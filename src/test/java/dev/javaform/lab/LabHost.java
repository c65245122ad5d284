package dev.javaform.lab;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Path;

/**
 * One throw-away host.
 *
 * @param name what the inventory calls it
 * @param address its IPv4 address; sshd listens at port 22
 * @param identity the private key that lets root, deploy, admin and guest in
 * @param knownHosts the file that names its host keys
 */
public record LabHost(String name, String address, Path identity, Path knownHosts) {

  /**
   * Every file, folder and link of the host's own file systems, with owner, mode, size and time of
   * last change.
   */
  private static final String LIST_FILES =
      """
      find / /usr /tmp /run -xdev \\
        -path /var/log -prune -o -path /run/systemd -prune -o -path /run/log -prune -o -path /run/user -prune \\
        -o -printf '%p %y %m %U:%G %s %C@ %l\\n'""";

  /**
   * What a command prints as root, through OpenSSH's own client; anything but exit status 0 throws.
   */
  public String ssh(String command) {
    return ssh("root", command);
  }

  /** What a command prints as this user. */
  public String ssh(String user, String command) {
    return Ssh.run(identity, knownHosts, 22, user + "@" + address, command);
  }

  /**
   * A line for every file of the host, with the time of its last change, which nothing can set
   * back: two equal answers mean that nothing was written in between. Logs and the state of systemd
   * itself are left out.
   */
  public ImmutableSet<String> files() {
    return ssh(LIST_FILES).lines().collect(ImmutableSet.toImmutableSet());
  }
}
