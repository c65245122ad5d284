package dev.javaform.source;

/** What ansible-vault encrypted. It cannot be read yet, and must never be taken for a text. */
public final class Vault {

  /** What to do where a file is encrypted, as sentences. */
  public static final String REFUSAL =
      "It is encrypted with ansible-vault, which is not supported yet. Decrypt it first, or keep"
          + " the secret in a file that only you may read.";

  /** How such files begin, as Ansible's documentation of the format says. */
  private static final String BEGINNING = "$ANSIBLE_VAULT";

  private Vault() {}

  /** Whether a text is encrypted. */
  public static boolean encrypted(String text) {
    return text.startsWith(BEGINNING);
  }
}
