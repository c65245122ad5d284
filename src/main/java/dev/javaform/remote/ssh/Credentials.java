package dev.javaform.remote.ssh;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import dev.javaform.remote.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What proves to a host who we are.
 *
 * @param methods of authentication, in the order in which they are tried
 * @param identities private key files that somebody names, in the order in which they are tried
 * @param usual private key files that are tried last, where nobody names any
 * @param agent the agent's socket
 * @param identitiesOnly whether the agent's other keys are left alone
 */
record Credentials(
    ImmutableList<String> methods,
    ImmutableList<Path> identities,
    ImmutableList<Path> usual,
    Optional<Path> agent,
    boolean identitiesOnly,
    Optional<Secret> password,
    Optional<Secret> passphrase) {

  /** What each method is switched off by. */
  private static final ImmutableMap<String, String> METHODS =
      ImmutableMap.of(
          "publickey", "pubkeyauthentication",
          "keyboard-interactive", "kbdinteractiveauthentication",
          "password", "passwordauthentication");

  static Credentials of(Target.Ssh target, Config config, Tokens tokens) {
    return new Credentials(
        methods(config),
        identities(target, config, tokens),
        named(target, config).isEmpty() ? usualFiles() : ImmutableList.of(),
        agent(config, tokens),
        config.isYes("identitiesonly"),
        target.common().password(),
        target.passphrase());
  }

  /** What a host may not echo. */
  List<Secret> secrets() {
    return Stream.of(password, passphrase).flatMap(Optional::stream).toList();
  }

  private static ImmutableList<String> methods(Config config) {
    return config
        .word("preferredauthentications")
        .map(word -> Stream.of(word.split(",")))
        .orElse(METHODS.keySet().stream())
        .filter(METHODS::containsKey)
        .filter(method -> !config.isNo(requireNonNull(METHODS.get(method))))
        .collect(ImmutableList.toImmutableList());
  }

  private static List<String> named(Target.Ssh target, Config config) {
    List<String> named = new ArrayList<>(target.identity().stream().toList());
    named.addAll(config.identities());
    return named;
  }

  private static ImmutableList<Path> identities(Target.Ssh target, Config config, Tokens tokens) {
    return named(target, config).stream()
        .filter(name -> !name.equals("none"))
        .map(tokens::path)
        .distinct()
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableList<Path> usualFiles() {
    return Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
        .map(Homes.ssh()::resolve)
        .filter(Files::exists)
        .collect(ImmutableList.toImmutableList());
  }

  private static Optional<Path> agent(Config config, Tokens tokens) {
    String word = config.word("identityagent").orElse("SSH_AUTH_SOCK");
    if (word.equals("none")) {
      return Optional.empty();
    }
    boolean variable = word.equals("SSH_AUTH_SOCK") || word.startsWith("$");
    Optional<String> socket =
        variable
            ? Optional.ofNullable(
                System.getenv(word.replace("$", "").replace("{", "").replace("}", "")))
            : Optional.of(word);
    return socket.filter(path -> !path.isEmpty()).map(tokens::path).filter(Files::exists);
  }
}
