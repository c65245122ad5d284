package dev.javaform.remote.ssh;

import java.nio.file.Path;

/** The home folder of whoever runs javaform: as OpenSSH, from the user database, not from HOME. */
final class Homes {
  private static final String HOME = System.getProperty("user.home");

  private Homes() {}

  static Path own() {
    return Path.of(HOME);
  }

  static Path ssh() {
    return own().resolve(".ssh");
  }

  /** A path whose {@code ~/} stands for the home folder. */
  static String expand(String path) {
    return path.equals("~") || path.startsWith("~/") ? HOME + path.substring(1) : path;
  }
}
