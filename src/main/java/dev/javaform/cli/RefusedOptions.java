package dev.javaform.cli;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Optional;

/** Options of ansible-playbook that a run here cannot follow, each with the reason. */
final class RefusedOptions {

  private static final String MODULES =
      "Modules written in Python do not run here, because hosts need no Python. javaform's own"
          + " modules are part of it: \"javaform doc\" lists them.";

  private static final String OUTSIDE =
      "javaform speaks SSH itself; it starts no ssh, scp or sftp that these words could go to.";

  private static final ImmutableSortedMap<String, String> REASONS =
      ImmutableSortedMap.<String, String>naturalOrder()
          .put("-M", MODULES)
          .put("--module-path", MODULES)
          .put("--scp-extra-args", OUTSIDE)
          .put("--sftp-extra-args", OUTSIDE)
          .buildOrThrow();

  private RefusedOptions() {}

  /** Why the option that a word of the command line is, or begins with, is refused. */
  static Optional<String> reason(String word) {
    return REASONS.entrySet().stream()
        .filter(refused -> isOption(word, refused.getKey()))
        .map(refused -> "%s is not followed: %s".formatted(refused.getKey(), refused.getValue()))
        .findFirst();
  }

  private static boolean isOption(String word, String name) {
    return name.startsWith("--")
        ? word.equals(name) || word.startsWith(name + "=")
        : word.startsWith(name);
  }
}
