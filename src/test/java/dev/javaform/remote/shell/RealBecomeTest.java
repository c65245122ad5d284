package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Targets;
import dev.javaform.remote.local.LocalConnector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Root becomes another user of this machine by the real sudo and su. */
@Tag("lab")
@Timeout(30)
class RealBecomeTest {
  @TempDir private Path folder;
  private final Connection connection = new LocalConnector().connect(Targets.local("/bin/sh"));

  @BeforeEach
  void isRoot() {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "not root");
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/sudo")), "no sudo (Debian package sudo)");
  }

  @AfterEach
  void close() {
    connection.close();
  }

  private static Become become(String method, String user, String... flags) {
    return new Become(
        Optional.of(method), user, Optional.empty(), method, ImmutableList.copyOf(flags));
  }

  private String ask(Become become, Script script) throws Exception {
    return connection
        .session(become)
        .exchange(List.of(), List.of(script), Map.of())
        .answers()
        .getFirst()
        .stdout();
  }

  @Test
  void becomesAnotherUser() throws Exception {
    for (Become become :
        List.of(become("sudo", "nobody"), become("su", "nobody", "-s", "/bin/sh"))) {
      assertEquals("nobody\n", ask(become, Script.sh("id -un")));
    }
  }

  @Test
  void carriesLargeFilesThroughALoginShell() throws Exception {
    Path file = folder.resolve("it's large!");
    Content content = Content.of("x".repeat(200_000));
    Step.Put put =
        new Step.Put(
            "put", file.toString(), content, Attributes.KEEP, Digest.ABSENT, Optional.empty());
    Output output =
        connection
            .session(become("sudo", "root", "-i"))
            .exchange(List.of(put), List.of(), Map.of())
            .performed()
            .getFirst();
    assertEquals("", output.stderr());
    assertEquals(content, Content.of(file));
  }

  @Test
  void endsWhatTheOtherUserRuns() throws Exception {
    for (Become become :
        List.of(become("sudo", "nobody"), become("su", "nobody", "-s", "/bin/sh"))) {
      Script endless = Script.sh("sleep 291").within(Duration.ofMillis(300));
      assertEquals("", ask(become, endless));
      assertEquals("fine\n", ask(become, Script.sh("echo fine")));
    }
    connection.close();
    Thread.sleep(200);
    assertEquals(
        0,
        ProcessHandle.allProcesses()
            .filter(process -> process.info().commandLine().orElse("").endsWith("sleep 291"))
            .count());
  }

  @Test
  void endsAProcessThatHoldsTheStreamsOnly() throws Exception {
    for (Become become :
        List.of(
            become("sudo", "nobody"),
            become("sudo", "root", "-i"),
            become("su", "nobody", "-s", "/bin/sh"))) {
      assertEquals("begun\n", ask(become, Script.sh("sleep 292 & echo begun")));
      assertEquals("fine\n", ask(become, Script.sh("echo fine; pkill -f '^sleep 292$'")));
    }
  }

  @Test
  void explainsWhoIsMissing() {
    for (String method : List.of("sudo", "su")) {
      BecomeException e =
          assertThrows(
              BecomeException.class, () -> connection.session(become(method, "no-such-user")));
      assertTrue(e.getMessage().contains("there is no such user on the host"), e.getMessage());
    }
  }

  @Test
  void explainsAMissingLoginShell() {
    BecomeException e =
        assertThrows(BecomeException.class, () -> connection.session(become("su", "nobody")));
    assertTrue(e.getMessage().contains("no login shell"), e.getMessage());
  }
}
