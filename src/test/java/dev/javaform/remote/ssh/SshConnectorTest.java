package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.lab.LoopbackSshd;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Target;
import dev.javaform.remote.Targets;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The SSH carrier against a real OpenSSH server. */
@Tag("faults")
@Timeout(60)
class SshConnectorTest {
  private static final Limit LIMIT = Limit.connect(Duration.ofSeconds(20));

  @AutoClose private static LoopbackSshd sshd;
  private final SshConnector connector = new SshConnector(UserDialog.NOBODY);
  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    sshd = LoopbackSshd.start();
  }

  @AfterEach
  void close() {
    connector.close();
  }

  private static Targets to(LoopbackSshd server) {
    return Targets.ssh(server.host(), server.port(), server.user())
        .options("-o", "UserKnownHostsFile=" + server.knownHosts())
        .options("-o", "GlobalKnownHostsFile=none", "-o", "IdentityAgent=none")
        .identity(server.identity());
  }

  private Output ask(Target.Ssh target, String script) throws Exception {
    try (Connection connection = connector.connect(target)) {
      return ask(connection, script);
    }
  }

  private static Output ask(Connection connection, String script) throws Exception {
    return connection
        .session(Become.NO)
        .exchange(List.of(), List.of(Script.sh(script)), Map.of())
        .answers()
        .getFirst();
  }

  private String refusal(Target.Ssh target) {
    return assertThrows(UnreachableException.class, () -> ask(target, "true")).getMessage();
  }

  @Test
  void runsAScript() throws Exception {
    assertEquals(sshd.home() + "\n", ask(to(sshd).target(), "echo $HOME").stdout());
  }

  @Test
  void needsTwoRoundTripsForTheFirstAnswerAndOneForTheNext() throws Exception {
    try (Connection connection = connector.connect(to(sshd).target())) {
      ask(connection, "true");
      assertEquals(2, connection.roundTrips());
      ask(connection, "true");
      assertEquals(3, connection.roundTrips());
    }
  }

  @Test
  void opensOneShellOnly() throws Exception {
    int before = sshd.sessions();
    try (Connection connection = connector.connect(to(sshd).target())) {
      for (int i = 0; i < 10; i++) {
        ask(connection, "true");
      }
    }
    assertEquals(1, sshd.sessions() - before);
  }

  @Test
  void takesEveryKindOfKey() throws Exception {
    for (String type : List.of("rsa", "ecdsa", "ed25519")) {
      Target.Ssh target = to(sshd).identity(sshd.key(type, "")).target();
      assertEquals("ok\n", ask(target, "echo ok").stdout(), type);
    }
  }

  @Test
  void takesThePassphraseFromTheInventory() throws Exception {
    for (String type : List.of("rsa", "ecdsa", "ed25519")) {
      Targets targets = to(sshd).identity(sshd.key(type, "open sesame"));
      Secret passphrase = new Secret("open sesame");
      Target.Ssh target = targets.secrets(Optional.empty(), Optional.of(passphrase)).target();
      assertEquals("ok\n", ask(target, "echo ok").stdout(), type);
    }
  }

  @Test
  void asksForThePassphraseOnce() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    UserDialog person =
        new UserDialog() {
          @Override
          public Optional<Secret> secret(String question) {
            asked.incrementAndGet();
            return Optional.of(new Secret("open sesame"));
          }

          @Override
          public void warn(String line) {
            throw new AssertionError(line);
          }
        };
    Target.Ssh target = to(sshd).identity(sshd.key("ed25519", "open sesame")).target();
    SshConnector asking = new SshConnector(person);
    try {
      for (int i = 0; i < 3; i++) {
        asking.connect(target).close();
      }
    } finally {
      asking.close();
    }
    assertEquals(1, asked.get());
  }

  @Test
  void saysWhichKeysWereTried() {
    Path strange = sshd.strangeKey();
    String line = refusal(to(sshd).identity(strange).target());
    assertTrue(line.contains("127.0.0.1 port " + sshd.port() + " does not let"), line);
    assertTrue(line.contains("tried " + strange), line);
    assertTrue(line.contains("the host takes publickey"), line);
  }

  @Test
  void saysThatAKeyNeedsAPassphrase() {
    String line = refusal(to(sshd).identity(sshd.key("ecdsa", "secret")).target());
    assertTrue(line.contains("needs a passphrase, and none was given"), line);
  }

  @Test
  void saysThatAKeyIsMissing() {
    String line = refusal(to(sshd).identity("/nonexistent/id").target());
    assertTrue(line.contains("/nonexistent/id (which does not exist)"), line);
  }

  @Test
  void refusesAnUnknownHost() throws Exception {
    Path empty = Files.createFile(folder.resolve("known_hosts"));
    String line = refusal(knowing(empty, Target.HostKeys.STRICT));
    assertTrue(line.contains("is not in known_hosts as [127.0.0.1]:" + sshd.port()), line);
    assertTrue(line.contains("--accept-new"), line);
  }

  @Test
  void writesANewHostDown() throws Exception {
    Path file = folder.resolve("sub/known_hosts");
    ask(knowing(file, Target.HostKeys.ACCEPT_NEW), "true");
    String written = Files.readString(file);
    assertTrue(written.startsWith("[127.0.0.1]:" + sshd.port() + " "), written);
    assertEquals(1, written.lines().count());
    ask(knowing(file, Target.HostKeys.STRICT), "true");
    assertEquals(written, Files.readString(file));
  }

  @Test
  void writesANewHostDownOnceWhereManyMeetIt() throws Exception {
    Path file = folder.resolve("known_hosts");
    Target.Ssh target = knowing(file, Target.HostKeys.ACCEPT_NEW);
    assertEquals(Collections.nCopies(10, "ok\n"), atOnce(10, _ -> ask(target, "echo ok").stdout()));
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void hidesTheNamesThatItWritesDownWhereThatIsWanted() throws Exception {
    Path file = folder.resolve("known_hosts");
    Target.Ssh target = knowing(file, Target.HostKeys.ACCEPT_NEW);
    ask(new Targets(target).options("-o", "HashKnownHosts=yes").target(), "true");
    assertTrue(Files.readString(file).startsWith("|1|"), Files.readString(file));
    ask(knowing(file, Target.HostKeys.STRICT), "true");
  }

  @Test
  void knowsAHostByItsAliasAndByItsKeyOnAnyPort() throws Exception {
    Path file = folder.resolve("known_hosts");
    String key = Files.readString(Path.of(sshd.hostKeys().getFirst() + ".pub")).strip();
    Files.writeString(file, "alias " + key + "\n");
    Targets targets = new Targets(knowing(file, Target.HostKeys.STRICT));
    ask(targets.options("-o", "HostKeyAlias=alias").target(), "true");
    assertTrue(refusal(targets.target()).contains("is not in known_hosts as [127.0.0.1]:"));
    Files.writeString(file, "127.0.0.1 " + key + "\n");
    ask(targets.target(), "true");
  }

  @Test
  void writesNothingDownWhereHostKeysAreIgnored() throws Exception {
    Path file = folder.resolve("known_hosts");
    ask(knowing(file, Target.HostKeys.IGNORE), "true");
    assertTrue(Files.notExists(file));
  }

  @Test
  void refusesAChangedKeyWhateverTheMode() throws Exception {
    Path file = folder.resolve("known_hosts");
    String key = Files.readString(Path.of(sshd.strangeKey() + ".pub")).strip();
    Files.writeString(file, "# a comment\n[127.0.0.1]:" + sshd.port() + " " + key + "\n");
    for (Target.HostKeys mode : Target.HostKeys.values()) {
      String line = refusal(knowing(file, mode));
      assertTrue(line.contains("is not the one in " + file + ":2"), line);
      assertTrue(line.contains("-R '[127.0.0.1]:" + sshd.port() + "'"), line);
    }
  }

  @Test
  void refusesARevokedKey() throws Exception {
    Path file = folder.resolve("known_hosts");
    String all = Files.readString(sshd.knownHosts());
    Files.writeString(
        file, all + all.lines().map(l -> "@revoked " + l + "\n").reduce("", String::concat));
    assertTrue(
        refusal(knowing(file, Target.HostKeys.STRICT)).contains("marked @revoked in " + file));
  }

  @Test
  void asksForTheKindOfKeyThatIsKnown() throws Exception {
    for (int i = 0; i < 2; i++) {
      Path file = folder.resolve("known_hosts" + i);
      String line = Files.readAllLines(sshd.knownHosts()).get(i);
      Files.writeString(file, line + "\n");
      ask(knowing(file, Target.HostKeys.STRICT), "true");
    }
  }

  @Test
  void readsHashedEntries() throws Exception {
    Path file = Files.copy(sshd.knownHosts(), folder.resolve("known_hosts"));
    Process hash = new ProcessBuilder("ssh-keygen", "-q", "-H", "-f", file.toString()).start();
    assertEquals(0, hash.waitFor());
    assertTrue(Files.readString(file).startsWith("|1|"));
    ask(knowing(file, Target.HostKeys.STRICT), "true");
  }

  private Target.Ssh knowing(Path file, Target.HostKeys mode) {
    return Targets.ssh(sshd.host(), sshd.port(), sshd.user())
        .options("-o", "UserKnownHostsFile " + file, "-o", "GlobalKnownHostsFile=none")
        .options("-oIdentityAgent=none")
        .identity(sshd.identity())
        .hostKeys(mode)
        .target();
  }

  @Test
  void saysThatThePortIsClosed() throws Exception {
    int port = closedPort();
    String line = refusal(Targets.ssh("127.0.0.1", port, "root").target());
    assertTrue(
        line.startsWith("cannot connect to 127.0.0.1 port " + port + ": connection refused"), line);
  }

  @Test
  void saysThatANameHasNoAddress() {
    String line = refusal(Targets.ssh("no-such-host.invalid", 22, "root").target());
    assertTrue(line.startsWith("the name no-such-host.invalid has no address"), line);
  }

  @Test
  void givesUpOnAServerThatSaysNothing() throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      Targets targets = Targets.ssh("127.0.0.1", silent.getLocalPort(), "root");
      long start = System.nanoTime();
      String line =
          refusal(targets.patience(Duration.ofSeconds(2), Duration.ofSeconds(5)).target());
      assertTrue(
          line.contains("no SSH server answered within 2 s (the connect limit; raise it with"),
          line);
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 5);
    }
  }

  @Test
  void retriesWhereItIsTurnedAway() throws Exception {
    AtomicInteger visits = new AtomicInteger();
    try (ServerSocket full = new ServerSocket(0)) {
      Thread.ofVirtual().start(() -> turnAway(full, visits));
      Targets targets = Targets.ssh("127.0.0.1", full.getLocalPort(), "root");
      String line =
          refusal(targets.patience(Duration.ofSeconds(1), Duration.ofSeconds(60)).target());
      assertTrue(line.contains("closed the connection before saying who it is"), line);
      assertTrue(line.contains("MaxStartups"), line);
      assertTrue(line.contains("within 1 s (the connect limit; raise it with"), line);
      assertTrue(visits.get() >= 5, visits::toString);
    }
  }

  private static void turnAway(ServerSocket full, AtomicInteger visits) {
    try {
      while (true) {
        full.accept().close();
        visits.incrementAndGet();
      }
    } catch (IOException e) {
      visits.get(); // the test is over
    }
  }

  @Test
  void saysThatTheHostWentAway() throws Exception {
    try (LoopbackSshd own = LoopbackSshd.start();
        Connection connection = connector.connect(to(own).target())) {
      ask(connection, "true");
      Thread.ofVirtual().start(() -> dropAfter(own, 300));
      UnreachableException e =
          assertThrows(UnreachableException.class, () -> ask(connection, "sleep 20"));
      assertTrue(
          e.getMessage().contains("127.0.0.1 port " + own.port() + " broke"), e.getMessage());
    }
  }

  private static void dropAfter(LoopbackSshd server, long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    server.dropConnections();
  }

  @Test
  void noticesAHostThatFallsSilent() throws Exception {
    Targets watched =
        to(sshd).options("-o", "ServerAliveInterval=1", "-o", "ServerAliveCountMax=2");
    try (Connection connection = connector.connect(watched.target())) {
      long server = Long.parseLong(ask(connection, SERVER).stdout().strip());
      Thread.sleep(500); // for what follows the answer
      signal("STOP", server);
      UnreachableException e =
          assertThrows(UnreachableException.class, () -> ask(connection, "true"));
      signal("KILL", server);
      assertTrue(
          e.getMessage().contains(" broke: the host has given no sign of life for 2 s"),
          e.getMessage());
    }
  }

  /** Prints the process id of the server's process for this connection. */
  private static final String SERVER =
      """
      p=$$; while [ "$(cat /proc/$p/comm)" != sshd ]; do p=$(cut -d" " -f4 /proc/$p/stat); done
      echo $p""";

  private static void signal(String name, long process) throws Exception {
    new ProcessBuilder("kill", "-" + name, "" + process).start().waitFor();
  }

  @Test
  void saysThatThereAreNoMoreShells() throws Exception {
    try (LoopbackSshd own = LoopbackSshd.start("MaxSessions 0");
        Connection connection = connector.connect(to(own).target())) {
      UnreachableException e =
          assertThrows(UnreachableException.class, () -> ask(connection, "true"));
      assertTrue(e.getMessage().contains("MaxSessions"), e.getMessage());
    }
  }

  @Test
  void swallowsWhatTheStartFilesPrint() throws Exception {
    try (LoopbackSshd own =
            LoopbackSshd.start("ForceCommand echo noise; echo more >&2; $SSH_ORIGINAL_COMMAND");
        Connection connection = connector.connect(to(own).target())) {
      Output output = ask(connection, "echo fine");
      assertEquals("fine\n", output.stdout());
      assertEquals("", output.stderr());
    }
  }

  @Test
  void saysWhatCameInsteadOfAShell() throws Exception {
    String forced = "ForceCommand printf 'Not \\033[31mtoday\\n'; exit 1";
    try (LoopbackSshd own = LoopbackSshd.start(forced);
        Connection connection = connector.connect(to(own).target())) {
      UnreachableException e =
          assertThrows(UnreachableException.class, () -> ask(connection, "true"));
      assertTrue(e.getMessage().contains("what came instead: Not \\x1b[31mtoday"), e.getMessage());
    }
  }

  @Test
  void leavesNoProcessBehind() throws Exception {
    Connection connection = connector.connect(to(sshd).target());
    long shell = Long.parseLong(ask(connection, "ps -o sid= -p $PPID").stdout().strip());
    assertTrue(ProcessHandle.of(shell).isPresent());
    Thread running = Thread.ofVirtual().start(() -> neverEnding(connection));
    Thread.sleep(300);
    connection.close();
    running.join();
    Thread.sleep(100);
    assertTrue(ProcessHandle.of(shell).isEmpty());
    assertEquals(0, count("sleep 281"));
  }

  private static void neverEnding(Connection connection) {
    try {
      assertEquals(137, ask(connection, "sleep 281").status());
    } catch (Exception e) {
      assertTrue(e.getMessage().contains("broke"), e.getMessage());
    }
  }

  private static long count(String command) {
    return ProcessHandle.allProcesses()
        .filter(p -> p.info().commandLine().orElse("").endsWith(command))
        .count();
  }

  @Test
  void carriesAFileOfTenMegabytes() throws Exception {
    byte[] bytes = new byte[10 << 20];
    new Random(7).nextBytes(bytes);
    Path file = folder.resolve("large");
    Step.Put put =
        new Step.Put(
            "put",
            file.toString(),
            Content.of(bytes),
            Attributes.mode("0640"),
            Digest.ABSENT,
            Optional.empty());
    try (Connection connection = connector.connect(to(sshd).target())) {
      long start = System.nanoTime();
      Output output =
          connection
              .session(Become.NO)
              .exchange(List.of(put), List.of(), Map.of())
              .performed()
              .getFirst();
      assertEquals("", output.stderr());
      assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 10);
    }
    assertArrayEquals(bytes, Files.readAllBytes(file));
    assertEquals(1, folder.toFile().list().length);
  }

  @Test
  void carriesMegabytesOfOutput() throws Exception {
    Output output =
        ask(to(sshd).target(), "head -c 5000000 /dev/urandom | tee " + folder.resolve("copy"));
    assertArrayEquals(Files.readAllBytes(folder.resolve("copy")), output.stdoutBytes());
  }

  @Test
  void connectsToManyAtOnce() throws Exception {
    assertEquals(
        IntStream.range(0, 200).mapToObj(i -> i + "\n").toList(),
        atOnce(200, i -> ask(to(sshd).target(), "echo " + i).stdout()));
  }

  private interface Work {
    String of(int number) throws Exception;
  }

  private static List<String> atOnce(int count, Work work) throws Exception {
    List<Callable<String>> all =
        IntStream.range(0, count).<Callable<String>>mapToObj(i -> () -> work.of(i)).toList();
    List<String> answers = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<String> answer : threads.invokeAll(all)) {
        answers.add(answer.get());
      }
    }
    return answers;
  }

  @Test
  void goesThroughAJumpHost() throws Exception {
    try (LoopbackSshd gate = LoopbackSshd.start()) {
      Path known = folder.resolve("known_hosts");
      Files.writeString(
          known, Files.readString(gate.knownHosts()) + Files.readString(sshd.knownHosts()));
      Path config = folder.resolve("config");
      String identities = "IdentityFile " + gate.identity() + "\nIdentityFile " + sshd.identity();
      Files.writeString(
          config, "UserKnownHostsFile " + known + "\nIdentityAgent none\n" + identities + "\n");
      Target.Ssh target = Targets.ssh(sshd.host(), sshd.port(), sshd.user()).target();
      Targets through =
          new Targets(target)
              .options("-F", config.toString(), "-J", gate.user() + "@127.0.0.1:" + gate.port());
      assertEquals("ok\n", ask(through.target(), "echo ok").stdout());
      assertEquals(1, gate.logins());
    }
  }

  @Test
  void goesThroughAProxyCommand() throws Exception {
    Targets through =
        to(sshd)
            .options("-o", "ProxyCommand=bash -c 'exec 3<>/dev/tcp/%h/%p; cat <&3 & exec cat >&3'");
    assertEquals("ok\n", ask(through.target(), "echo ok").stdout());
  }

  @Test
  void saysWhyAProxyCommandLedNowhere() {
    String shut = "ProxyCommand=sh -c 'echo the gate is shut >&2'";
    Targets brief = to(sshd).patience(Duration.ofSeconds(1), Duration.ofSeconds(60));
    String line = refusal(brief.options("-o", shut).target());
    assertTrue(line.startsWith("ProxyCommand sh -c"), line);
    assertTrue(line.endsWith("leads nowhere: the gate is shut"), line);
  }

  @Test
  void saysWhyAJumpHostLedNowhere() throws Exception {
    try (LoopbackSshd gate = LoopbackSshd.start();
        LoopbackSshd shut = LoopbackSshd.start("AllowTcpForwarding no")) {
      String through = "127.0.0.1 port " + gate.port();
      assertEquals(through + " cannot reach 127.0.0.1 port 1: Connection refused", beyond(gate, 1));
      assertTrue(
          beyond(shut, sshd.port())
              .contains("does not forward connections; see AllowTcpForwarding"));
      gate.kill();
      String to = "127.0.0.1 port " + sshd.port();
      assertTrue(
          beyond(gate, sshd.port())
              .startsWith("on the way to " + to + ": cannot connect to " + through));
    }
  }

  @Test
  void leadsOnToAPortThatTheHostReaches() throws Exception {
    try (LoopbackSshd other = LoopbackSshd.start();
        Connection connection = connector.connect(to(sshd).target());
        Tunnel tunnel = connection.forward("127.0.0.1", other.port(), LIMIT)) {
      tunnel.to().write("SSH-2.0-test\r\n".getBytes(StandardCharsets.US_ASCII));
      tunnel.to().flush();
      byte[] greeting = tunnel.from().readNBytes(4);
      assertEquals("SSH-", new String(greeting, StandardCharsets.US_ASCII));
      assertEquals("ok\n", ask(connection, "echo ok").stdout());
    }
  }

  @Test
  void saysThatTheHostDoesNotReachAPort() throws Exception {
    int closed = closedPort();
    try (Connection connection = connector.connect(to(sshd).target())) {
      UnreachableException e =
          assertThrows(
              UnreachableException.class, () -> connection.forward("127.0.0.1", closed, LIMIT));
      String host = "127.0.0.1 port " + sshd.port();
      String expected = host + " cannot reach 127.0.0.1 port " + closed + ": ";
      assertTrue(e.getMessage().startsWith(expected), e.getMessage());
    }
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private String beyond(LoopbackSshd gate, int port) {
    return refusal(
        new Targets(Targets.ssh(sshd.host(), port, sshd.user()).target())
            .options("-o", "UserKnownHostsFile=" + gate.knownHosts(), "-o", "IdentityAgent=none")
            .options("-i", gate.identity().toString())
            .options("-J", gate.user() + "@127.0.0.1:" + gate.port())
            .target());
  }

  @Test
  void offersNoKeyWhereNoneIsWanted() {
    String line = refusal(to(sshd).options("-o", "PubkeyAuthentication=no").target());
    assertTrue(line.contains("nothing to offer"), line);
  }

  @Test
  void usesTheAgent() throws Exception {
    Path socket = folder.resolve("agent");
    Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
    try {
      while (Files.notExists(socket)) {
        Thread.sleep(10);
      }
      for (String type : List.of("rsa", "ecdsa", "ed25519")) {
        ProcessBuilder add = new ProcessBuilder("ssh-add", "-q", sshd.key(type, "").toString());
        add.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertEquals(0, add.start().waitFor());
        Targets targets =
            Targets.ssh(sshd.host(), sshd.port(), sshd.user())
                .options("-o", "UserKnownHostsFile=" + sshd.knownHosts())
                .options("-o", "IdentityFile=none", "-o", "IdentityAgent=" + socket);
        assertEquals("ok\n", ask(targets.target(), "echo ok").stdout(), type);
        Targets half = targets.identity(sshd.key(type, "") + ".pub");
        Targets alone = half.options("-o", "IdentitiesOnly=yes");
        assertEquals("ok\n", ask(alone.target(), "echo ok").stdout(), type);
        ProcessBuilder clear = new ProcessBuilder("ssh-add", "-q", "-D");
        clear.environment().put("SSH_AUTH_SOCK", socket.toString());
        assertEquals(0, clear.start().waitFor());
      }
    } finally {
      agent.destroy();
    }
  }

  @Test
  void namesAnOptionItDoesNotKnow() {
    String line = refusal(to(sshd).options("-W", "x:22").target());
    assertTrue(line.startsWith("the SSH option -W is not supported"), line);
  }
}
