package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Hosts on one server that behave in odd ways, each known to the server by a key of its own. */
final class OddHost {
  private OddHost() {}

  /**
   * A host whose login runs a script of ours.
   *
   * @param script for sh; {@code $SSH_ORIGINAL_COMMAND} is what the client wants to run
   */
  static HostLine of(String name, LoopbackSshd sshd, Path folder, String script)
      throws IOException {
    Path file = program(folder.resolve(name + ".login"), "#!/bin/sh\n" + script);
    Path key = sshd.strangeKey();
    String line = Files.readString(Path.of(key + ".pub")).strip();
    sshd.authorize("command=\"" + file + "\" " + line);
    return HostLine.of(name, sshd).with("ansible_private_key_file", key);
  }

  /** A host on which {@code mount} shows a small file system of its own at {@code place}. */
  static HostLine mounting(String name, LoopbackSshd sshd, Path folder, String options, String then)
      throws IOException {
    Path place = Files.createDirectories(folder.resolve(name + ".mount"));
    String login =
        """
        case $(id -u) in 0) apart=-m ;; *) apart=-rm ;; esac
        export place='%s'
        exec unshare $apart sh -c 'mount -t tmpfs %s none "$place" && { %s; } && exec sh -c "$SSH_ORIGINAL_COMMAND"'
        """
            .formatted(place, options, then);
    return of(name, sshd, folder, login).with("place", place);
  }

  /** Writes a program. */
  static Path program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
