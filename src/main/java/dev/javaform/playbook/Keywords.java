package dev.javaform.playbook;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Yaml;
import java.util.Optional;

/**
 * The keywords a task has itself or inherits from blocks, imports, its role and its play, merged as
 * Ansible merges them: {@code when}, {@code tags}, {@code vars} and {@code environment} add up, of
 * the others the innermost counts.
 *
 * @param when conditions in the order of evaluation, outermost first; each a bare expression or a
 *     boolean
 * @param tags all tags; names as written, comma lists split
 * @param vars layers of {@code vars}, outermost first; later ones win
 * @param environment layers of {@code environment}, outermost first; each a mapping, a list of
 *     mappings or a template
 * @param role the role it stands in, whose folders and variables it sees
 */
public record Keywords(
    ImmutableList<Yaml> when,
    ImmutableSet<String> tags,
    ImmutableList<Yaml.Mapping> vars,
    ImmutableList<Yaml> environment,
    Optional<Yaml> become,
    Optional<Yaml> becomeUser,
    Optional<Yaml> becomeMethod,
    Optional<Yaml> becomeFlags,
    Optional<Yaml> connection,
    Optional<Yaml> remoteUser,
    Optional<Yaml> port,
    Optional<Yaml> timeout,
    Optional<Yaml> checkMode,
    Optional<Yaml> diff,
    Optional<Yaml> noLog,
    Optional<Yaml> ignoreErrors,
    Optional<Yaml> ignoreUnreachable,
    Optional<Yaml> anyErrorsFatal,
    Optional<Yaml> delegateTo,
    Optional<Yaml> delegateFacts,
    Optional<Yaml> runOnce,
    Optional<Role> role) {

  /** No keywords. */
  public static final Keywords NONE =
      new Keywords(
          ImmutableList.of(),
          ImmutableSet.of(),
          ImmutableList.of(),
          ImmutableList.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
