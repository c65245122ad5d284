package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Secret;
import dev.javaform.remote.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is settled about the way to one host before it is contacted.
 *
 * @param address a name or an address
 * @param known what known_hosts may call the host, the usual name first
 * @param methods of authentication, in the order in which they are tried
 * @param identities private key files that somebody names, in the order in which they are tried
 * @param usual private key files that are tried last, where nobody names any
 * @param agent the agent's socket
 * @param identitiesOnly whether the agent's other keys are left alone
 * @param jump the value of {@code ProxyJump}
 * @param command the value of {@code ProxyCommand}
 * @param hashes whether new names are written into known_hosts in a form that nobody can read
 */
record Settings(
    String address,
    int port,
    String user,
    ImmutableList<String> known,
    ImmutableList<String> methods,
    ImmutableList<Path> identities,
    ImmutableList<Path> usual,
    Optional<Path> agent,
    boolean identitiesOnly,
    Optional<String> jump,
    Optional<String> command,
    Target.HostKeys hostKeys,
    ImmutableList<Path> userKnownHosts,
    ImmutableList<Path> globalKnownHosts,
    boolean hashes,
    Duration connectPatience,
    Duration aliveInterval,
    int aliveCount,
    Optional<Secret> password,
    Optional<Secret> passphrase) {

  /** Who runs javaform. */
  static final String SELF = System.getProperty("user.name");

  private static final int SSH_PORT = 22;
  private static final Duration ALIVE_INTERVAL = Duration.ofSeconds(15);
  private static final int ALIVE_COUNT = 4;

  /** What each method is switched off by. */
  private static final ImmutableMap<String, String> METHODS =
      ImmutableMap.of(
          "publickey", "pubkeyauthentication",
          "keyboard-interactive", "kbdinteractiveauthentication",
          "password", "passwordauthentication");

  static Settings of(Target target, Config config) throws IOException {
    String address = hostName(target.address(), config);
    int port = target.port().isPresent() ? target.port().get() : port(config);
    String user = target.user().or(() -> config.word("user")).orElse(SELF);
    Tokens tokens = new Tokens(target.address(), address, port, user);
    return new Settings(
        address,
        port,
        user,
        known(address, port, config),
        methods(config),
        identities(target, config, tokens),
        named(target, config).isEmpty() ? usualFiles() : ImmutableList.of(),
        agent(config, tokens),
        yes(config, "identitiesonly"),
        said(config, "proxyjump"),
        said(config, "proxycommand").map(tokens::fill),
        hostKeys(target, config),
        files(config, "userknownhostsfile", tokens, Homes.ssh().resolve("known_hosts").toString()),
        files(config, "globalknownhostsfile", tokens, "/etc/ssh/ssh_known_hosts"),
        yes(config, "hashknownhosts"),
        patience(config).orElse(target.connectPatience()),
        time(config, "serveraliveinterval").orElse(ALIVE_INTERVAL),
        config.word("serveralivecountmax").flatMap(Settings::number).orElse(ALIVE_COUNT),
        target.password(),
        target.passphrase());
  }

  /** The same, over these hosts. */
  Settings through(List<Jump> jumps) {
    String before = String.join(",", jumps.stream().map(Jump::toString).toList());
    return new Settings(
        address,
        port,
        user,
        known,
        methods,
        identities,
        usual,
        agent,
        identitiesOnly,
        Optional.of(before),
        Optional.empty(),
        hostKeys,
        userKnownHosts,
        globalKnownHosts,
        hashes,
        connectPatience,
        aliveInterval,
        aliveCount,
        password,
        passphrase);
  }

  /** The host as messages name it. */
  String place() {
    return address + " port " + port;
  }

  private static String hostName(String asked, Config config) {
    return config.word("hostname").map(name -> name.replace("%h", asked)).orElse(asked);
  }

  private static int port(Config config) throws IOException {
    Optional<String> word = config.word("port");
    if (word.isEmpty()) {
      return SSH_PORT;
    }
    return number(word.get())
        .filter(port -> port > 0 && port < 65536)
        .orElseThrow(() -> new IOException("ssh_config: bad Port " + word.get()));
  }

  /** As OpenSSH names a host; a key that is known for the host's port 22 counts for all ports. */
  private static ImmutableList<String> known(String address, int port, Config config) {
    return config
        .word("hostkeyalias")
        .map(alias -> ImmutableList.of(alias.toLowerCase(Locale.ROOT)))
        .orElseGet(
            () ->
                ImmutableSet.of(KnownHosts.name(address, port), KnownHosts.name(address, SSH_PORT))
                    .asList());
  }

  private static ImmutableList<String> methods(Config config) {
    return config
        .word("preferredauthentications")
        .map(word -> Stream.of(word.split(",")))
        .orElse(METHODS.keySet().stream())
        .filter(METHODS::containsKey)
        .filter(method -> !no(config, METHODS.get(method)))
        .collect(ImmutableList.toImmutableList());
  }

  private static List<String> named(Target target, Config config) {
    List<String> named = new ArrayList<>(target.identities());
    named.addAll(config.identities());
    return named;
  }

  private static ImmutableList<Path> identities(Target target, Config config, Tokens tokens) {
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

  private static Optional<String> said(Config config, String keyword) {
    return config.word(keyword).filter(word -> !word.equalsIgnoreCase("none"));
  }

  /**
   * The inventory's word counts where it loosens; else ssh_config's, where {@code ask} is strict.
   */
  private static Target.HostKeys hostKeys(Target target, Config config) throws IOException {
    if (target.hostKeys() != Target.HostKeys.STRICT) {
      return target.hostKeys();
    }
    String word = config.word("stricthostkeychecking").orElse("ask");
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "no", "off", "false" -> Target.HostKeys.IGNORE;
      case "accept-new" -> Target.HostKeys.ACCEPT_NEW;
      case "ask", "yes", "true" -> Target.HostKeys.STRICT;
      default -> throw new IOException("ssh_config: bad StrictHostKeyChecking " + word);
    };
  }

  private static ImmutableList<Path> files(
      Config config, String keyword, Tokens tokens, String usual) {
    List<String> words = config.words(keyword);
    return (words.isEmpty() ? List.of(usual) : words)
        .stream()
            .filter(word -> !word.equals("none") && !word.equals("/dev/null"))
            .map(tokens::path)
            .collect(ImmutableList.toImmutableList());
  }

  private static boolean yes(Config config, String keyword) {
    return config
        .word(keyword)
        .filter(word -> word.equalsIgnoreCase("yes") || word.equalsIgnoreCase("true"))
        .isPresent();
  }

  private static boolean no(Config config, String keyword) {
    return config
        .word(keyword)
        .filter(word -> word.equalsIgnoreCase("no") || word.equalsIgnoreCase("false"))
        .isPresent();
  }

  /** Nothing, or {@code 0}: as long as it takes. */
  private static Optional<Duration> patience(Config config) throws IOException {
    Optional<Duration> said = time(config, "connecttimeout");
    return said.map(time -> time.isZero() ? Target.ENDLESS : time);
  }

  private static Optional<Duration> time(Config config, String keyword) throws IOException {
    Optional<String> word = said(config, keyword);
    return word.isEmpty() ? Optional.empty() : Optional.of(Times.parse(keyword, word.get()));
  }

  private static Optional<Integer> number(String word) {
    boolean digits =
        !word.isEmpty() && word.length() < 8 && word.chars().allMatch(Character::isDigit);
    return digits ? Optional.of(Integer.parseInt(word)) : Optional.empty();
  }
}
