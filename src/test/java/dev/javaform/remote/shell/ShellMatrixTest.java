package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.Targets;
import dev.javaform.remote.local.LocalCarrier;
import dev.javaform.remote.local.LocalConnector;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The protocol against every shell that a host may have as /bin/sh, on this machine. */
@Timeout(60)
class ShellMatrixTest {

  @Nested
  class Dash extends Matrix {
    Dash() {
      super("/bin/dash", "dash", "dash");
    }
  }

  @Nested
  class Bash extends Matrix {
    Bash() {
      super("/bin/bash", "sh", "bash");
    }
  }

  @Nested
  class Busybox extends Matrix {
    Busybox() {
      super("/bin/busybox", "ash", "busybox");
    }
  }

  /**
   * Logins are children of a server that starts no session for them; it makes a file when it
   * outlived one.
   */
  private record ServerWithoutGroups(Carrier carrier, Path survived) implements DelegatingCarrier {
    @Override
    public Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
      String login = "/bin/sh -c " + Script.Sh.quote(command);
      return carrier.start(login + "; : > " + Script.Sh.quote(survived.toString()), receiver);
    }
  }

  abstract static class Matrix {
    private final Path binary;
    private final String name;
    private final String debianPackage;
    @TempDir private Path folder;
    private Connection connection;
    private Session session;

    Matrix(String binary, String name, String debianPackage) {
      this.binary = Path.of(binary);
      this.name = name;
      this.debianPackage = debianPackage;
    }

    @BeforeEach
    void open() throws Exception {
      Assumptions.assumeTrue(
          Files.isExecutable(binary), "no " + binary + " (Debian package " + debianPackage + ")");
      Path shell = Files.createSymbolicLink(folder.resolve(name), binary);
      connection = new LocalConnector().connect(Targets.local(shell.toString()));
      session = connection.session(Become.NO);
    }

    @AfterEach
    void close() throws Exception {
      if (connection != null) {
        connection.close();
        Files.delete(folder.resolve(name));
      }
    }

    @Test
    void tellsApartOutputErrorAndStatus() throws Exception {
      Output output = probe("echo out; echo err >&2; exit 3");
      assertEquals("out\n", output.stdout());
      assertEquals("err\n", output.stderr());
      assertEquals(3, output.status());
    }

    @Test
    void takesTwentyProbesInOneRoundTrip() throws Exception {
      probe("true");
      int before = connection.roundTrips();
      List<Script> probes =
          IntStream.range(0, 20)
              .<Script>mapToObj(i -> Script.sh("echo {}; exit {}", i, i))
              .toList();
      Reply reply = session.exchange(List.of(), probes, Map.of());
      assertEquals(1, connection.roundTrips() - before);
      for (int i = 0; i < 20; i++) {
        assertEquals(i + "\n", reply.answers().get(i).stdout());
        assertEquals(i, reply.answers().get(i).status());
      }
    }

    @Test
    void takesStepsAndProbesInOneRoundTripAndInOrder() throws Exception {
      probe("true");
      int before = connection.roundTrips();
      String file = folder.resolve("log").toString();
      Reply reply =
          session.exchange(
              List.of(
                  run("echo a >> {}", file),
                  put(folder.resolve("log2"), "x"),
                  run("echo b >> {}", file)),
              List.of(Script.sh("cat {} {}", file, folder.resolve("log2"))),
              Map.of());
      assertEquals(1, connection.roundTrips() - before);
      assertEquals(3, reply.performed().size());
      assertEquals("a\nb\nx", reply.answers().getFirst().stdout());
    }

    @Test
    void stopsAtTheFirstFailureAndAsksNothing() throws Exception {
      Path file = folder.resolve("never");
      Reply reply =
          session.exchange(
              List.of(run("true"), run("exit 5"), run("touch {}", file)),
              List.of(Script.sh("touch {}", file)),
              Map.of());
      assertEquals(2, reply.performed().size());
      assertEquals(5, reply.performed().getLast().status());
      assertTrue(reply.answers().isEmpty());
      assertFalse(Files.exists(file));
      assertEquals("fine\n", probe("echo fine").stdout());
    }

    @Test
    void goesOnAfterAnAcceptedStatus() throws Exception {
      Step.OnHost odd = new Step.Run("try", Script.sh("exit 5"), ImmutableSet.of(0, 5));
      Reply reply = session.exchange(List.of(odd, run("true")), List.of(), Map.of());
      assertEquals(2, reply.performed().size());
    }

    @Test
    void survivesASyntaxError() throws Exception {
      for (String text :
          List.of("if", "echo 'unbalanced", "cat <<X\nno end", ")", "echo $(", "`")) {
        Output output = probe(text);
        assertEquals("fine\n", probe("echo fine").stdout(), text);
        assertTrue(output.status() != 0 || !output.stdout().isEmpty(), text);
      }
    }

    @Test
    void takesHereDocumentsQuotesAndComments() throws Exception {
      String text = "cat <<'EOF'\nit's $HOME \"quoted\" `x` \\ back\nEOF\n# the end";
      assertEquals("it's $HOME \"quoted\" `x` \\ back\n", probe(text).stdout());
    }

    @Test
    void keepsScriptsApart() throws Exception {
      probe("cd /; x=1; set -e; trap 'echo never' EXIT; umask 077; exec >/dev/null; exec 2>&1");
      assertEquals(
          "[] " + System.getProperty("user.dir") + "\n",
          probe("false; echo \"[$x] $PWD\"").stdout());
    }

    @Test
    void runsAnExitTrap() throws Exception {
      assertEquals("bye\n", probe("trap 'echo bye' EXIT; exit 4").stdout());
    }

    @Test
    void givesNothingToRead() throws Exception {
      assertEquals("[]1", probe("read x; echo -n \"[$x]$?\"").stdout());
    }

    @Test
    void replacesAShellThatTheScriptKilled() throws Exception {
      Output output = probe("echo before; kill -9 $$; sleep 1");
      assertEquals("before\n", output.stdout());
      assertEquals(137, output.status());
      assertTrue(output.stderr().contains("the script ended the shell that ran it"));
      assertEquals("fine\n", probe("echo fine").stdout());
    }

    @Test
    void asksTheProbesBehindAKilledOneAgain() throws Exception {
      List<Script> probes =
          List.of(Script.sh("echo a"), Script.sh("kill -9 $$"), Script.sh("echo c"));
      Reply reply = session.exchange(List.of(), probes, Map.of());
      assertEquals(3, reply.answers().size());
      assertEquals("c\n", reply.answers().get(2).stdout());
    }

    @Test
    void survivesKillingTheParent() throws Exception {
      probe("kill -9 $PPID");
      assertEquals("fine\n", probe("echo fine").stdout());
    }

    @Test
    void survivesAKilledDriver() throws Exception {
      // The shell that listens is the leader of the session in which the jobs' parents are.
      Output output =
          probe("for p in $(ps -o sid= -p $PPID); do kill -9 -$p; done; sleep 1; echo still");
      assertTrue(output.status() == 137 || output.stdout().equals("still\n"), output.toString());
      assertEquals("fine\n", probe("echo fine").stdout());
    }

    @Test
    void carriesBytesAsTheyAre() throws Exception {
      Random random = new Random(1);
      for (int size : new int[] {0, 1, 2, 255, 4096, 65536}) {
        byte[] bytes = new byte[size];
        random.nextBytes(bytes);
        assertArrayEquals(bytes, echoed(bytes), "size " + size);
      }
      byte[] every = new byte[512];
      IntStream.range(0, 512).forEach(i -> every[i] = (byte) i);
      assertArrayEquals(every, echoed(every));
    }

    @Test
    void carriesTextsOfAnyKindInScripts() throws Exception {
      StringBuilder all = new StringBuilder();
      IntStream.range(1, 0x500).filter(c -> c != 0).forEach(c -> all.appendCodePoint(c));
      all.append("\u202e\u4e2d\ud83d\ude00%s%n\\n\\0 'x' ''' \"");
      assertEquals(all.toString(), probe(Script.sh("printf %s {}", all)).stdout());
    }

    @Test
    void leavesABackgroundProcessAloneThatHoldsTheStreams() throws Exception {
      Path pid = folder.resolve("pid");
      String daemon = "(while :; do echo tick; sleep 0.02; done) & echo $! > {}; echo started";
      Reply reply =
          session.exchange(
              List.of(
                  run(daemon.replace("tick;", "tick 2>/dev/null || exit;"), pid),
                  run("sleep 0.3; echo second")),
              List.of(Script.sh("echo third")),
              Map.of());
      assertTrue(reply.performed().get(0).stdout().contains("started\n"));
      assertEquals("second\n", reply.performed().get(1).stdout());
      assertEquals("third\n", reply.answers().getFirst().stdout());
    }

    @Test
    void leavesAQuietDaemonRunning() throws Exception {
      Output output = step("sleep 300 >/dev/null 2>&1 & echo $!");
      long pid = Long.parseLong(output.stdout().strip());
      connection.close();
      assertTrue(ProcessHandle.of(pid).orElseThrow().destroy());
    }

    @Test
    void leavesAServerAloneThatGivesALoginNoProcessGroup() throws Exception {
      Path survived = folder.resolve("survived");
      Carrier carrier = new ServerWithoutGroups(new LocalCarrier(), survived);
      Target.Local target = Targets.local(folder.resolve(name).toString());
      try (Connection other = new ShellConnection(carrier, target)) {
        List<Script> script = List.of(Script.sh("echo fine"));
        Reply reply = other.session(Become.NO).exchange(List.of(), script, Map.of());
        assertEquals("fine\n", reply.answers().getFirst().stdout());
      }
      for (int turn = 0; turn < 100 && Files.notExists(survived); turn++) {
        pause(50);
      }
      assertTrue(Files.deleteIfExists(survived));
    }

    @Test
    void endsWhatTakesTooLong() throws Exception {
      Script endless =
          Script.sh("echo begun; sleep 271 & sleep 271").within(Duration.ofMillis(2500));
      Output output = session.exchange(List.of(), List.of(endless), Map.of()).answers().getFirst();
      assertEquals(124, output.status());
      assertEquals("begun\n", output.stdout());
      assertTrue(output.stderr().contains("longer than 2.5 seconds"), output.stderr());
      assertEquals(0, running("sleep 271"));
      assertEquals("fine\n", probe("echo fine").stdout());
    }

    @Test
    void endsWhatIgnoresTheFirstSignal() throws Exception {
      Script stubborn =
          Script.sh("trap '' TERM; while :; do sleep 272; done").within(Duration.ofMillis(300));
      Reply reply = session.exchange(List.of(new Step.Run("wait", stubborn)), List.of(), Map.of());
      assertEquals(124, reply.performed().getFirst().status());
      assertEquals(0, running("sleep 272"));
      assertEquals("fine\n", probe("echo fine").stdout());
    }

    @Test
    void endsWhatRunsWhenInterrupted() throws Exception {
      probe("true");
      Thread self = Thread.currentThread();
      Thread.ofVirtual().start(() -> interruptAfter(self, 300));
      assertThrows(InterruptedException.class, () -> probe("sleep 273"));
      assertEquals(0, running("sleep 273"));
      assertEquals("fine\n", probe("echo fine").stdout());
    }

    @Test
    void endsEverythingWhenClosedMeanwhile() throws Exception {
      probe("true");
      Thread.ofVirtual().start(() -> closeAfter(300));
      try {
        probe("sleep 274");
      } catch (Exception e) {
        assertTrue(e.getMessage().contains("broke"), e.getMessage());
      }
      connection.close();
      assertEquals(0, running("sleep 274"));
    }

    @Test
    void throwsAwayWhatIsTooMuch() throws Exception {
      Output output = probe("head -c 20000000 /dev/zero; echo err >&2");
      assertTrue(output.isTruncated());
      assertEquals(Lane.BOUND, output.stdoutBytes().length);
      assertEquals("err\n", output.stderr());
      assertFalse(probe("echo fine").isTruncated());
    }

    @Test
    void exportsTheEnvironmentToThisExchangeOnly() throws Exception {
      Map<String, String> environment = Map.of("GREETING", "it's\n\"me\"");
      List<Script> show = List.of(Script.sh("printenv GREETING"));
      assertEquals(
          "it's\n\"me\"\n",
          session.exchange(List.of(), show, environment).answers().getFirst().stdout());
      assertEquals("", session.exchange(List.of(), show, Map.of()).answers().getFirst().stdout());
    }

    @Test
    void showsNoSecretInArgumentsOrEnvironment() throws Exception {
      String all =
          "for f in /proc/[0-9]*/cmdline /proc/[0-9]*/environ; do cat $f 2>/dev/null; done";
      Output output = step("S=topsecretword; " + all);
      assertFalse(output.stdout().contains("topsecretword"));
    }

    @Test
    void takesHugeScripts() throws Exception {
      String text = "x='" + "y".repeat(400_000) + "'; echo ${#x}";
      assertEquals("400000\n", probe(text).stdout());
    }

    private static void interruptAfter(Thread thread, long millis) {
      pause(millis);
      thread.interrupt();
    }

    private void closeAfter(long millis) {
      pause(millis);
      connection.close();
    }

    private static void pause(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private byte[] echoed(byte[] bytes) throws Exception {
      return probe(Script.sh("cat").reading(Content.of(bytes))).stdoutBytes();
    }

    private Output probe(String text) throws Exception {
      return probe(Script.sh(text));
    }

    private Output probe(Script script) throws Exception {
      return session.exchange(List.of(), List.of(script), Map.of()).answers().getFirst();
    }

    private Output step(String text) throws Exception {
      return session.exchange(List.of(run(text)), List.of(), Map.of()).performed().getFirst();
    }

    private static Step.OnHost run(String text, Object... arguments) {
      return new Step.Run("test", Script.sh(text, arguments));
    }

    private static Step.OnHost put(Path file, String text) {
      return new Step.Put(
          "write",
          file.toString(),
          Content.of(text),
          dev.javaform.module.Attributes.KEEP,
          dev.javaform.module.Digest.ABSENT,
          java.util.Optional.empty());
    }

    private static long running(String command) {
      List<String> found = new ArrayList<>();
      ProcessHandle.allProcesses()
          .map(process -> process.info().commandLine().orElse(""))
          .filter(line -> line.endsWith(command))
          .forEach(found::add);
      return found.size();
    }
  }
}
