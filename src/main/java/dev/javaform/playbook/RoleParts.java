package dev.javaform.playbook;

import java.util.Optional;

/**
 * What of a role is used, where it is not the files called {@code main} and all else.
 *
 * @param tasks {@code tasks_from}
 * @param vars {@code vars_from}
 * @param defaults {@code defaults_from}
 * @param handlers {@code handlers_from}
 * @param validated {@code rolespec_validate}: whether its arguments are held against its
 *     specification
 */
public record RoleParts(
    Optional<String> tasks,
    Optional<String> vars,
    Optional<String> defaults,
    Optional<String> handlers,
    boolean validated) {

  /** The main files. */
  public static final RoleParts MAIN =
      new RoleParts(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), true);
}
