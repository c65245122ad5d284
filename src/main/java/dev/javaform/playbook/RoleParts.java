package dev.javaform.playbook;

import java.util.Optional;

/**
 * Which files of a role are used, where they are not those called {@code main}.
 *
 * @param tasks {@code tasks_from}
 * @param vars {@code vars_from}
 * @param defaults {@code defaults_from}
 * @param handlers {@code handlers_from}
 */
public record RoleParts(
    Optional<String> tasks,
    Optional<String> vars,
    Optional<String> defaults,
    Optional<String> handlers) {

  /** The main files. */
  public static final RoleParts MAIN =
      new RoleParts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
