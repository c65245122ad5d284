package dev.javaform.cli;

import com.google.common.collect.ImmutableSortedMap;

/** Options of ansible-playbook that a run here cannot follow, each with the reason. */
final class RefusedOptions {

  private static final String VAULT = "Files that ansible-vault encrypted cannot be read yet.";

  private static final String OUTSIDE =
      "javaform speaks SSH itself; it starts no ssh, scp or sftp that these words could go to.";

  private static final ImmutableSortedMap<String, String> REASONS =
      ImmutableSortedMap.<String, String>naturalOrder()
          .put("--step", "Tasks cannot be confirmed one by one: look with --check --diff first.")
          .put(
              "-M",
              "Modules written in Python do not run here: hosts need no Python. Modules are part of"
                  + " javaform; \"javaform doc\" lists them.")
          .put("--module-path", "See -M.")
          .put("--scp-extra-args", OUTSIDE)
          .put("--sftp-extra-args", OUTSIDE)
          .put("--ask-vault-pass", VAULT)
          .put("--ask-vault-password", VAULT)
          .put("-J", VAULT)
          .put("--vault-id", VAULT)
          .put("--vault-password-file", VAULT)
          .put("--vault-pass-file", VAULT)
          .buildOrThrow();

  private RefusedOptions() {}

  /** Why the option that {@code word} begins with is refused; empty where it is none of these. */
  static String reason(String word) {
    String name = word.startsWith("--") ? word.split("=", 2)[0] : word.substring(0, 2);
    return REASONS.getOrDefault(name, "");
  }
}
