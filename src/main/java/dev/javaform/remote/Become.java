package dev.javaform.remote;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import java.util.Optional;

/**
 * Who a shell runs as.
 *
 * @param method {@code sudo} or {@code su}; {@link #NO} has none
 * @param user who to become
 * @param password for the method; travels on standard input
 * @param program what to start for the method: its name, or the path of another such program
 * @param flags more words for the method: {@code -H -S}
 */
public record Become(
    Optional<String> method,
    String user,
    Optional<Secret> password,
    String program,
    ImmutableList<String> flags) {

  /** Whoever logged in. */
  public static final Become NO =
      new Become(Optional.empty(), "", Optional.empty(), "", ImmutableList.of());
}
