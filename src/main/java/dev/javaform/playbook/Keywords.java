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

  /** These keywords as they count inside of others, such as a task's in its block. */
  public Keywords inside(Keywords outer) {
    return new Keywords(
        joined(outer.when, when),
        ImmutableSet.<String>builder().addAll(outer.tags).addAll(tags).build(),
        joined(outer.vars, vars),
        joined(outer.environment, environment),
        become.or(outer::become),
        becomeUser.or(outer::becomeUser),
        becomeMethod.or(outer::becomeMethod),
        becomeFlags.or(outer::becomeFlags),
        connection.or(outer::connection),
        remoteUser.or(outer::remoteUser),
        port.or(outer::port),
        timeout.or(outer::timeout),
        checkMode.or(outer::checkMode),
        diff.or(outer::diff),
        noLog.or(outer::noLog),
        ignoreErrors.or(outer::ignoreErrors),
        ignoreUnreachable.or(outer::ignoreUnreachable),
        anyErrorsFatal.or(outer::anyErrorsFatal),
        delegateTo.or(outer::delegateTo),
        delegateFacts.or(outer::delegateFacts),
        runOnce.or(outer::runOnce),
        role.or(outer::role));
  }

  /** Keywords that hold nothing but layers of {@code vars}. */
  public static Keywords of(ImmutableList<Yaml.Mapping> vars) {
    return with(ImmutableList.of(), ImmutableSet.of(), vars, Optional.empty());
  }

  /** Keywords that hold nothing but tags. */
  public static Keywords of(ImmutableSet<String> tags) {
    return with(ImmutableList.of(), tags, ImmutableList.of(), Optional.empty());
  }

  /** These keywords in a role. */
  public Keywords in(Role role) {
    return with(ImmutableList.of(), ImmutableSet.of(), ImmutableList.of(), Optional.of(role))
        .inside(this);
  }

  /** These keywords under exactly these conditions. */
  Keywords onlyWhen(ImmutableList<Yaml> conditions) {
    return new Keywords(
        conditions,
        tags,
        vars,
        environment,
        become,
        becomeUser,
        becomeMethod,
        becomeFlags,
        connection,
        remoteUser,
        port,
        timeout,
        checkMode,
        diff,
        noLog,
        ignoreErrors,
        ignoreUnreachable,
        anyErrorsFatal,
        delegateTo,
        delegateFacts,
        runOnce,
        role);
  }

  /** These keywords without {@code vars}. */
  Keywords withoutVars() {
    return new Keywords(
        when,
        tags,
        ImmutableList.of(),
        environment,
        become,
        becomeUser,
        becomeMethod,
        becomeFlags,
        connection,
        remoteUser,
        port,
        timeout,
        checkMode,
        diff,
        noLog,
        ignoreErrors,
        ignoreUnreachable,
        anyErrorsFatal,
        delegateTo,
        delegateFacts,
        runOnce,
        role);
  }

  /** These keywords for a remote user, unless they name one. */
  Keywords as(Yaml user) {
    return new Keywords(
        when,
        tags,
        vars,
        environment,
        become,
        becomeUser,
        becomeMethod,
        becomeFlags,
        connection,
        Optional.of(remoteUser.orElse(user)),
        port,
        timeout,
        checkMode,
        diff,
        noLog,
        ignoreErrors,
        ignoreUnreachable,
        anyErrorsFatal,
        delegateTo,
        delegateFacts,
        runOnce,
        role);
  }

  /** These keywords on another host. */
  public Keywords delegatedTo(Yaml host) {
    return new Keywords(
        when,
        tags,
        vars,
        environment,
        become,
        becomeUser,
        becomeMethod,
        becomeFlags,
        connection,
        remoteUser,
        port,
        timeout,
        checkMode,
        diff,
        noLog,
        ignoreErrors,
        ignoreUnreachable,
        anyErrorsFatal,
        Optional.of(host),
        delegateFacts,
        runOnce,
        role);
  }

  private static Keywords with(
      ImmutableList<Yaml> when,
      ImmutableSet<String> tags,
      ImmutableList<Yaml.Mapping> vars,
      Optional<Role> role) {
    return new Keywords(
        when,
        tags,
        vars,
        NONE.environment,
        NONE.become,
        NONE.becomeUser,
        NONE.becomeMethod,
        NONE.becomeFlags,
        NONE.connection,
        NONE.remoteUser,
        NONE.port,
        NONE.timeout,
        NONE.checkMode,
        NONE.diff,
        NONE.noLog,
        NONE.ignoreErrors,
        NONE.ignoreUnreachable,
        NONE.anyErrorsFatal,
        NONE.delegateTo,
        NONE.delegateFacts,
        NONE.runOnce,
        role);
  }

  private static <T> ImmutableList<T> joined(ImmutableList<T> outer, ImmutableList<T> inner) {
    return ImmutableList.<T>builder().addAll(outer).addAll(inner).build();
  }
}
