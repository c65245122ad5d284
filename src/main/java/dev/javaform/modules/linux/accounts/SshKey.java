package dev.javaform.modules.linux.accounts;

import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;

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

  /** The keys that {@link UserKey#look} shows. */
  static SshKey read(Sections seen) {
    return new SshKey(
        pair(seen), seen.first("private key").strip(), seen.first("public key").strip());
  }

  private static Pair pair(Sections seen) {
    if (seen.has("private key")) {
      return Pair.PRESENT;
    }
    if (seen.has("hidden key")) {
      return Pair.HIDDEN;
    }
    return seen.has("public key") ? Pair.ONLY_PUBLIC : Pair.NONE;
  }
}
