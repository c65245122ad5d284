package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;

/** Hosts on one server that behave in odd ways, each known to the server by a key of its own. */
final class OddHost {
  private static final String APART = System.getProperty("user.name").equals("root") ? "-m" : "-rm";

  private static final String MOUNT = "mount -t tmpfs %s none";

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

  /** A host where a program is one of ours: {@code NAME.bin/PROGRAM} in the folder. */
  static HostLine having(String name, LoopbackSshd sshd, Path folder, String program, String text)
      throws IOException {
    Path bin = Files.createDirectory(folder.resolve(name + ".bin"));
    program(bin.resolve(program), text);
    String login = "PATH='%s':$PATH; exec /bin/sh -c \"$SSH_ORIGINAL_COMMAND\"";
    return of(name, sshd, folder, login.formatted(bin));
  }

  /**
   * A host that sees a small file system of its own at {@code {{ place }}}; skips the running test
   * where this user cannot mount one.
   *
   * @param then what to do there before the login goes on
   */
  static HostLine mounting(String name, LoopbackSshd sshd, Path folder, String options, String then)
      throws IOException, InterruptedException {
    requireMounts();
    Path place = Files.createDirectories(folder.resolve(name + ".mount"));
    String login =
        """
        export place='%s'
        exec unshare %s sh -c '%s "$place" && { %s; } && exec sh -c "$SSH_ORIGINAL_COMMAND"'
        """
            .formatted(place, APART, MOUNT.formatted(options), then);
    return of(name, sshd, folder, login).with("place", place);
  }

  private static void requireMounts() throws IOException, InterruptedException {
    int status =
        new ProcessBuilder("unshare", APART, "sh", "-c", MOUNT.formatted("") + " /tmp")
            .start()
            .waitFor();
    Assumptions.assumeTrue(
        status == 0, "this user cannot mount a file system in a namespace of its own");
  }

  /** Writes a program. */
  static Path program(Path file, String text) throws IOException {
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
