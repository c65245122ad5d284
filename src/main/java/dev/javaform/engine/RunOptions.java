package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import dev.javaform.inventory.HostPattern;
import dev.javaform.module.Secret;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * What the command line says about a run.
 *
 * @param check whether nothing may be changed
 * @param diff whether differences are shown
 * @param forks how many hosts are worked on at the same moment
 * @param tags only tasks with one of these; empty: {@code all}
 * @param skipTags not tasks with one of these
 * @param limit host pattern that narrows every play
 * @param extraVars {@code -e}, the strongest variables
 * @param connection settings for connecting, weaker than variables
 * @param forceHandlers whether hosts that failed still run their handlers
 */
public record RunOptions(
    boolean check,
    boolean diff,
    int forks,
    int verbosity,
    ImmutableSet<String> tags,
    ImmutableSet<String> skipTags,
    Optional<HostPattern> limit,
    Yaml.Mapping extraVars,
    ConnectionOptions connection,
    boolean forceHandlers) {

  /**
   * Settings for connecting that the command line gives.
   *
   * @param acceptNew whether unknown host keys are accepted and remembered
   * @param timeout seconds for connecting
   */
  public record ConnectionOptions(
      Optional<String> carrier,
      Optional<String> user,
      Optional<String> privateKey,
      Optional<Secret> password,
      Optional<String> sshCommonArgs,
      boolean acceptNew,
      int timeout,
      boolean become,
      Optional<String> becomeUser,
      Optional<String> becomeMethod,
      Optional<Secret> becomePassword) {}
}
