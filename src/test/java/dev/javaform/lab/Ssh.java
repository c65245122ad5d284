package dev.javaform.lab;

import java.nio.file.Path;
import java.util.List;

/** OpenSSH's own client, for looking at a host independently of javaform. */
final class Ssh {
  private Ssh() {}

  /**
   * What a command prints on a host; anything but exit status 0 throws. Nothing of the user's own
   * SSH set-up is read.
   */
  static String run(Path identity, Path knownHosts, int port, String userAtHost, String command) {
    var ssh = Tools.need("ssh", "openssh-client").toString();
    return Tools.run(
        List.of(
            ssh,
            "-nFnone",
            "-oBatchMode=yes",
            "-oLogLevel=ERROR",
            "-oIdentitiesOnly=yes",
            "-oStrictHostKeyChecking=yes",
            "-oUserKnownHostsFile=" + knownHosts,
            "-i" + identity,
            "-p" + port,
            userAtHost,
            command));
  }
}
