package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import dev.javaform.remote.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is settled about the way to one host before it is contacted.
 *
 * @param address a name or an address
 * @param known what known_hosts calls the host: the address or {@code HostKeyAlias}
 * @param identities private key files, in the order in which they are tried
 * @param agent the agent's socket
 * @param identitiesOnly whether the agent's other keys are left alone
 * @param jump the value of {@code ProxyJump}
 * @param command the value of {@code ProxyCommand}
 */
record Settings(
    String address,
    int port,
    String user,
    String known,
    ImmutableList<Path> identities,
    Optional<Path> agent,
    boolean identitiesOnly,
    Optional<String> jump,
    Optional<String> command,
    Target.HostKeys hostKeys,
    ImmutableList<Path> userKnownHosts,
    ImmutableList<Path> globalKnownHosts,
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

  static Settings of(Target target, Config config) throws IOException {
    String address = hostName(target.address(), config);
    int port = target.port().isPresent() ? target.port().get() : port(config);
    String user = target.user().or(() -> config.word("user")).orElse(SELF);
    Tokens tokens = new Tokens(target.address(), address, port, user);
    Optional<String> jump = said(config, "proxyjump");
    return new Settings(
        address,
        port,
        user,
        config.word("hostkeyalias").orElse(address),
        identities(target, config, tokens),
        agent(config, tokens),
        yes(config, "identitiesonly"),
        jump,
        jump.isPresent() ? Optional.empty() : command(config, tokens),
        hostKeys(target, config),
        files(config, "userknownhostsfile", tokens, Homes.ssh().resolve("known_hosts").toString()),
        files(config, "globalknownhostsfile", tokens, "/etc/ssh/ssh_known_hosts"),
        seconds(config, "connecttimeout").orElse(target.connectPatience()),
        seconds(config, "serveraliveinterval").orElse(ALIVE_INTERVAL),
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
        identities,
        agent,
        identitiesOnly,
        Optional.of(before),
        Optional.empty(),
        hostKeys,
        userKnownHosts,
        globalKnownHosts,
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

  private static ImmutableList<Path> identities(Target target, Config config, Tokens tokens) {
    List<String> named = new ArrayList<>(target.identities());
    named.addAll(config.identities());
    if (named.isEmpty()) {
      return Stream.of("id_ed25519", "id_ecdsa", "id_rsa")
          .map(Homes.ssh()::resolve)
          .filter(Files::exists)
          .collect(ImmutableList.toImmutableList());
    }
    return named.stream()
        .filter(name -> !name.equals("none"))
        .map(tokens::path)
        .distinct()
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

  private static Optional<String> command(Config config, Tokens tokens) {
    return said(config, "proxycommand")
        .map(_ -> tokens.fill(String.join(" ", config.words("proxycommand"))));
  }

  private static Optional<String> said(Config config, String keyword) {
    return config.word(keyword).filter(word -> !word.equalsIgnoreCase("none"));
  }

  /**
   * The inventory's word counts where it loosens; else ssh_config's, where {@code ask} is strict.
   */
  private static Target.HostKeys hostKeys(Target target, Config config) {
    if (target.hostKeys() != Target.HostKeys.STRICT) {
      return target.hostKeys();
    }
    return switch (config.word("stricthostkeychecking").orElse("ask")) {
      case "no", "off" -> Target.HostKeys.IGNORE;
      case "accept-new" -> Target.HostKeys.ACCEPT_NEW;
      default -> Target.HostKeys.STRICT;
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
        .filter(word -> word.equals("yes") || word.equals("true"))
        .isPresent();
  }

  private static Optional<Duration> seconds(Config config, String keyword) {
    return config.word(keyword).flatMap(Settings::number).map(Duration::ofSeconds);
  }

  private static Optional<Integer> number(String word) {
    boolean digits =
        !word.isEmpty() && word.length() < 8 && word.chars().allMatch(Character::isDigit);
    return digits ? Optional.of(Integer.parseInt(word)) : Optional.empty();
  }
}
