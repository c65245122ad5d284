package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import dev.javaform.remote.Target;
import dev.javaform.remote.Targets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ssh_config and the inventory come to. */
class SettingsTest {
  @TempDir private Path folder;
  private final List<String> warnings = new ArrayList<>();

  private Settings settings(String config, String host, String... options) throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(file, config);
    ImmutableList<String> words =
        ImmutableList.<String>builder().add("-F", file.toString()).add(options).build();
    return new SshConnector(recording()).settings(target(host, words));
  }

  private UserDialog recording() {
    return new UserDialog() {
      @Override
      public Optional<Secret> secret(String question) {
        return Optional.empty();
      }

      @Override
      public void warn(String line) {
        warnings.add(line);
      }
    };
  }

  private static Target.Ssh target(String host, ImmutableList<String> options) {
    Target.Common common =
        new Target.Common(
            host,
            host,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(10),
            Duration.ofSeconds(120),
            Duration.ofSeconds(60));
    return Targets.ssh(common, Optional.empty()).options(options.toArray(String[]::new)).target();
  }

  @Test
  void isWhoeverRunsItWhereNothingIsSaid() throws IOException {
    Settings settings = settings("", "lab01");
    assertEquals("lab01", settings.address());
    assertEquals(22, settings.port());
    assertEquals(System.getProperty("user.name"), settings.user());
    assertEquals(Target.HostKeys.STRICT, settings.hostKeys());
    assertEquals(Duration.ofSeconds(10), settings.connect().time());
  }

  @Test
  void takesTheFirstValueThatFits() throws IOException {
    String config =
        """
        # comment
        Host lab* !lab02
          HostName %h.example.org
          Port = 2222
        Host lab02
          Port 3333
        Host *
          User "some one"
          Port 4444
          IdentityFile ~/keys/%r@%h
        """;
    Settings first = settings(config, "lab01");
    assertEquals("lab01.example.org", first.address());
    assertEquals(2222, first.port());
    assertEquals("some one", first.user());
    Path home = Path.of(System.getProperty("user.home"));
    assertEquals(
        List.of(home.resolve("keys/some one@lab01.example.org")), first.credentials().identities());
    assertEquals(3333, settings(config, "lab02").port());
    assertEquals(4444, settings(config, "other").port());
  }

  @Test
  void prefersTheCommandLine() throws IOException {
    String config = "User file\nPort 1\nIdentityFile /file\n";
    String[] options = {
      "-o", "User=option", "-p2", "-i", "/option", "-C", "-o", "ControlMaster=auto"
    };
    Settings settings = settings(config, "x", options);
    assertEquals("option", settings.user());
    assertEquals(2, settings.port());
    assertEquals(
        List.of(Path.of("/option"), Path.of("/file")), settings.credentials().identities());
  }

  @Test
  void includesFiles() throws IOException {
    Files.writeString(folder.resolve("b.conf"), "Host x\nUser b\n");
    Files.writeString(folder.resolve("a.conf"), "Host y\nUser a\n");
    String config = "Include " + folder + "/*.conf\nUser rest\n";
    assertEquals("b", settings(config, "x").user());
    assertEquals("a", settings(config, "y").user());
    assertEquals("rest", settings(config, "z").user());
  }

  @Test
  void includesOnlyWhereTheBlockFits() throws IOException {
    Files.writeString(folder.resolve("a.conf"), "User a\nHost *\nPort 7\n");
    String config = "Host x\nInclude " + folder + "/a.conf\nHost *\nUser rest\n";
    assertEquals(7, settings(config, "x").port());
    assertEquals("rest", settings(config, "z").user());
    assertEquals(22, settings(config, "z").port());
  }

  @Test
  void matchesWhatItCanAndWarnsOfTheRest() throws IOException {
    String config = "Match host x,y\nUser one\nMatch exec true\nPort 3\nMatch all\nUser two\n";
    assertEquals("one", settings(config, "y").user());
    assertEquals("two", settings(config, "z").user());
    assertEquals(22, settings(config, "z").port());
    assertTrue(warnings.getFirst().contains("config:3: Match exec is not supported"));
  }

  @Test
  void warnsOfALineOnceForAllHosts() throws IOException {
    Path file = Files.writeString(folder.resolve("config"), "Match exec true\nPort 3\n");
    SshConnector connector = new SshConnector(recording());
    connector.settings(target("x", ImmutableList.of("-F", file.toString())));
    connector.settings(target("y", ImmutableList.of("-F", file.toString())));
    assertEquals(1, warnings.size());
  }

  @Test
  void readsTheRest() throws IOException {
    String config =
        """
        IdentitiesOnly yes
        StrictHostKeyChecking accept-new
        UserKnownHostsFile /a /b
        ConnectTimeout 3
        ServerAliveInterval 7
        ProxyJump user@gate:2222,[::1]:23
        HostKeyAlias alias
        """;
    Settings settings = settings(config, "x");
    assertTrue(settings.credentials().identitiesOnly());
    assertEquals(Target.HostKeys.ACCEPT_NEW, settings.hostKeys());
    assertEquals(List.of(Path.of("/a"), Path.of("/b")), settings.userKnownHosts());
    assertEquals(Duration.ofSeconds(3), settings.connect().time());
    assertEquals(
        "within 3 s (the connect limit; raise ConnectTimeout in ssh_config)",
        settings.connect().within());
    assertEquals(Duration.ofSeconds(7), settings.aliveInterval());
    assertEquals(List.of("alias"), settings.known());
    assertEquals(
        List.of(
            new Jump("gate", Optional.of(2222), Optional.of("user")),
            new Jump("::1", Optional.of(23), Optional.empty())),
        Jump.parse(settings.jump().orElseThrow()));
  }

  @Test
  void fillsInAProxyCommand() throws IOException {
    Settings settings = settings("ProxyCommand nc -x proxy:1080 %h %p\n", "x");
    assertEquals(Optional.of("nc -x proxy:1080 x 22"), settings.command());
    assertEquals(Optional.empty(), settings("ProxyCommand none\n", "x").command());
  }

  @Test
  void handsAProxyCommandToTheShellAsItStandsThere() throws IOException {
    String command = "sh -c 'exec nc \"$1\" \"$2\"' -- %h # %p";
    Optional<String> filled = Optional.of("sh -c 'exec nc \"$1\" \"$2\"' -- x # 22");
    assertEquals(filled, settings("ProxyCommand = " + command + "\n", "x").command());
    assertEquals(filled, settings("", "x", "-o", "ProxyCommand=" + command).command());
  }

  @Test
  void takesTheFirstOfTwoWays() throws IOException {
    Settings jump = settings("ProxyJump gate\nProxyCommand nc\n", "x");
    assertEquals(Optional.of("gate"), jump.jump());
    assertEquals(Optional.empty(), jump.command());
    Settings command = settings("ProxyJump gate\n", "x", "-o", "ProxyCommand=nc");
    assertEquals(Optional.empty(), command.jump());
    assertEquals(Optional.of("nc"), command.command());
    assertEquals(Optional.empty(), settings("ProxyJump gate\n", "x", "-oProxyCommand=none").jump());
  }

  @Test
  void callsAHostInKnownHostsAsOpensshDoes() throws IOException {
    assertEquals(List.of("x"), settings("", "X").known());
    assertEquals(List.of("[x]:2222", "x"), settings("Port 2222\n", "x").known());
    assertEquals(List.of("alias"), settings("Port 2222\nHostKeyAlias Alias\n", "x").known());
  }

  @Test
  void resolvesFilesFromWhereItIsStarted() throws IOException {
    String config = "IdentityFile keys/id\nUserKnownHostsFile 'known hosts' ${PATH}\n";
    Settings settings = settings(config, "x");
    assertEquals(List.of(Path.of("keys/id")), settings.credentials().identities());
    assertEquals(
        List.of(Path.of("known hosts"), Path.of(System.getenv("PATH"))), settings.userKnownHosts());
  }

  @Test
  void triesTheMethodsThatAreWanted() throws IOException {
    List<String> all = List.of("publickey", "keyboard-interactive", "password");
    assertEquals(all, settings("", "x").credentials().methods());
    assertEquals(
        List.of("password", "publickey"),
        settings("PreferredAuthentications password,hostbased,publickey\n", "x")
            .credentials()
            .methods());
    assertEquals(
        List.of("keyboard-interactive"),
        settings("PubkeyAuthentication no\nPasswordAuthentication No\n", "x")
            .credentials()
            .methods());
  }

  @ParameterizedTest
  @CsvSource({"No,IGNORE", "false,IGNORE", "off,IGNORE", "YES,STRICT", "Accept-New,ACCEPT_NEW"})
  void readsHowUnknownHostKeysAreMet(String word, Target.HostKeys met) throws IOException {
    assertEquals(met, settings("StrictHostKeyChecking " + word + "\n", "x").hostKeys());
  }

  @ParameterizedTest
  @CsvSource({"90,PT90S", "1m,PT60S", "1h30M,PT90M", "2d,PT48H", "0,PT24H", "none,PT10S"})
  void readsSpansOfTime(String word, Duration span) throws IOException {
    assertEquals(span, settings("ConnectTimeout " + word + "\n", "x").connect().time());
  }

  @ParameterizedTest
  @CsvSource({"ConnectTimeout soon", "ConnectTimeout 5x", "StrictHostKeyChecking perhaps"})
  void namesABadValue(String line) {
    IOException e = assertThrows(IOException.class, () -> settings(line + "\n", "x"));
    assertTrue(
        e.getMessage().toLowerCase(Locale.ROOT).endsWith(line.toLowerCase(Locale.ROOT)),
        e.getMessage());
  }

  @Test
  void namesABadOption() {
    for (String[] each :
        new String[][] {{"-W", "-W"}, {"-o", "needs a value"}, {"-oPort", "has no value"}}) {
      IOException e = assertThrows(IOException.class, () -> settings("", "x", each[0]));
      assertTrue(e.getMessage().contains(each[1]), e.getMessage());
    }
  }

  @Test
  void namesABadPort() {
    assertThrows(IOException.class, () -> settings("Port many\n", "x"));
  }
}
