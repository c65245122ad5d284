package dev.javaform.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Throw-away key pairs made by the real {@code ssh-keygen}. */
final class Keys {
  private Keys() {}

  /**
   * Makes a key pair at {@code file} and {@code file.pub}.
   *
   * @param type as {@code ssh-keygen -t} takes it: ed25519, ecdsa, rsa
   * @param passphrase empty for a key that is not encrypted
   */
  static Path generate(Path file, String type, String passphrase) {
    var keygen = Tools.need("ssh-keygen", "openssh-client").toString();
    Tools.run(
        List.of(
            keygen, "-q", "-t", type, "-N", passphrase, "-C", "javaform", "-f", file.toString()));
    return file;
  }

  /** The public half's line, as authorized_keys wants it. */
  static String publicLine(Path key) {
    try {
      return Files.readString(Path.of(key + ".pub")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
