package dev.javaform.remote.shell;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Words that nobody on the host can guess. */
final class Nonce {
  private static final int BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Nonce() {}

  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
