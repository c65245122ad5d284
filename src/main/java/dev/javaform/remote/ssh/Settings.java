package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.config.SettingValue;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Target;
import dev.javaform.remote.shell.Censor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that is settled about the way to one host before it is contacted.
 *
 * @param address a name or an address
 * @param known what known_hosts may call the host, the usual name first
 * @param credentials what proves who we are
 * @param jump the value of {@code ProxyJump}
 * @param command the value of {@code ProxyCommand}
 * @param hashes whether new names are written into known_hosts in a form that nobody can read
 * @param connect for reaching the host, and agreeing on keys with it
 * @param login for proving who we are, and then for each channel
 */
record Settings(
    String address,
    int port,
    String user,
    ImmutableList<String> known,
    Credentials credentials,
    Optional<String> jump,
    Optional<String> command,
    Target.HostKeys hostKeys,
    ImmutableList<Path> userKnownHosts,
    ImmutableList<Path> globalKnownHosts,
    boolean hashes,
    Limit connect,
    Limit login,
    Duration aliveInterval,
    int aliveCount) {

  /** Who runs javaform. */
  static final String SELF = System.getProperty("user.name");

  private static final int SSH_PORT = 22;
  private static final Duration ALIVE_INTERVAL = Duration.ofSeconds(15);
  private static final int ALIVE_COUNT = 4;

  static Settings of(Target.Ssh target, Config config) throws IOException {
    String address = hostName(target.common().address(), config);
    int port = target.port().isPresent() ? target.port().get() : port(config);
    String user = target.common().user().or(() -> config.word("user")).orElse(SELF);
    Tokens tokens = new Tokens(target.common().address(), address, port, user);
    return new Settings(
        address,
        port,
        user,
        known(address, port, config),
        Credentials.of(target, config, tokens),
        said(config, "proxyjump"),
        said(config, "proxycommand").map(tokens::fill),
        hostKeys(target, config),
        files(config, "userknownhostsfile", tokens, Homes.ssh().resolve("known_hosts").toString()),
        files(config, "globalknownhostsfile", tokens, "/etc/ssh/ssh_known_hosts"),
        config.isYes("hashknownhosts"),
        connect(config).orElse(Limit.connect(target.common().connectPatience())),
        Limit.login(target.common().loginPatience()),
        time(config, "serveraliveinterval").orElse(ALIVE_INTERVAL),
        config.word("serveralivecountmax").flatMap(Settings::number).orElse(ALIVE_COUNT));
  }

  /** The same, over these hosts. */
  Settings through(List<Jump> jumps) {
    String before = String.join(",", jumps.stream().map(Jump::toString).toList());
    return new Settings(
        address,
        port,
        user,
        known,
        credentials,
        Optional.of(before),
        Optional.empty(),
        hostKeys,
        userKnownHosts,
        globalKnownHosts,
        hashes,
        connect,
        login,
        aliveInterval,
        aliveCount);
  }

  /** What the host may not echo. */
  Censor censor() {
    return Censor.of(credentials.secrets());
  }

  /** The host as messages name it. */
  String place() {
    return place(address, port);
  }

  /** A port as messages name it. */
  static String place(String address, int port) {
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

  private static Optional<String> said(Config config, String keyword) {
    return config.word(keyword).filter(word -> !word.equalsIgnoreCase("none"));
  }

  /**
   * The inventory's word counts where it loosens; else ssh_config's, where {@code ask} is strict.
   */
  private static Target.HostKeys hostKeys(Target.Ssh target, Config config) throws IOException {
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

  /** Nothing, or {@code 0}: as long as it takes. */
  private static Optional<Limit> connect(Config config) throws IOException {
    Optional<Duration> said = time(config, "connecttimeout");
    return said.map(time -> time.isZero() ? SettingValue.ENDLESS : time)
        .map(time -> new Limit("connect", time, "raise ConnectTimeout in ssh_config"));
  }

  private static Optional<Duration> time(Config config, String keyword) throws IOException {
    Optional<String> word = said(config, keyword);
    return word.isEmpty()
        ? Optional.empty()
        : Optional.of(ConnectionTimes.parse(keyword, word.get()));
  }

  private static Optional<Integer> number(String word) {
    boolean digits =
        !word.isEmpty() && word.length() < 8 && word.chars().allMatch(Character::isDigit);
    return digits ? Optional.of(Integer.parseInt(word)) : Optional.empty();
  }
}
