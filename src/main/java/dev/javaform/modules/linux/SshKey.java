package dev.javaform.modules.linux;

import dev.javaform.module.Unseen;

/**
 * A user's pair of keys for ssh(1).
 *
 * @param sshKey which of the two there are
 * @param fingerprint what {@code ssh-keygen -l} says of it; empty where there is none
 * @param publicKey the line of the public key; empty where there is none
 */
record SshKey(Pair sshKey, @Unseen String fingerprint, @Unseen String publicKey) {

  /** Which keys there are. */
  enum Pair {
    NONE,
    ONLY_PUBLIC,
    /** Who looks may not look there. */
    HIDDEN,
    PRESENT,
    NEW
  }

  static final SshKey NONE = new SshKey(Pair.NONE, "", "");

  /** Another pair than any that was there. */
  static final SshKey NEW = new SshKey(Pair.NEW, "", "");

  /** With what a line of {@link UserKey#look} tells. */
  SshKey and(String line) {
    int colon = line.indexOf(':');
    String text = line.substring(colon + 1).strip();
    return switch (colon < 0 ? line : line.substring(0, colon)) {
      case "hidden" -> new SshKey(Pair.HIDDEN, fingerprint, publicKey);
      case "private" -> new SshKey(Pair.PRESENT, text, publicKey);
      case "public" ->
          new SshKey(sshKey == Pair.NONE ? Pair.ONLY_PUBLIC : sshKey, fingerprint, text);
      default -> this; // a remark of a program
    };
  }
}
