package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import dev.javaform.remote.winrm.psrp.PipelineResult;
import dev.javaform.remote.winrm.psrp.PoolGoneException;
import dev.javaform.remote.winrm.psrp.PsrpException;
import dev.javaform.remote.winrm.psrp.RunspacePool;
import dev.javaform.remote.winrm.wsman.NtlmTransport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** PowerShell's remoting, by the project's own client, over sealed NTLM. */
@Timeout(60)
class PowerShellTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Says what it is told, as often as it is told; some scripts have a meaning. */
  private static final Engine ECHO =
      new Engine() {
        @Override
        public String run(String command, Map<String, Object> parameters) throws EngineException {
          if (!command.equals("Invoke-Echo")) {
            throw new EngineException(command + " is not there");
          }
          return parameters.get("Word").toString().repeat((Integer) parameters.get("Times"));
        }

        @Override
        public void script(String text, Map<String, Object> parameters, Pipe pipe)
            throws InterruptedException {
          switch (text) {
            case "sleep" -> Thread.sleep(60_000);
            case "all" -> {
              pipe.output(1);
              pipe.error("not so good");
              pipe.warning("take care");
              pipe.output("two");
            }
            default -> pipe.output(text.length());
          }
        }
      };

  @Test
  void aPoolIsOpenedAndACommandTakesTwoRequests() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings(), ECHO)) {
      try (Wsman wsman = wsman(host, 20);
          RunspacePool pool = RunspacePool.open(wsman)) {
        int before = host.traffic().posts();
        long sent = host.traffic().up();
        PipelineResult result = echo(pool, "pong", 1);
        assertEquals(ImmutableList.of("pong"), result.outputs());
        assertEquals(PipelineResult.State.COMPLETED, result.state());
        assertEquals(2, host.traffic().postsPerConnection().getFirst() - before);
        assertTrue(host.traffic().up() - sent < 10_000, () -> "" + host.traffic().up());
        assertEquals(1, host.shells());
      }
      assertEquals(0, host.shells());
    }
  }

  @Test
  void tenMegabytesComeThroughInOddPieces() throws Exception {
    Settings settings = new Settings().pieces(99_991).heartbeats();
    try (WindowsHost host = WindowsHost.plain(settings, ECHO);
        Wsman wsman = wsman(host, 20);
        RunspacePool pool = RunspacePool.open(wsman)) {
      PipelineResult result = echo(pool, "0123456789\u20ac", 1 << 20);
      assertEquals("0123456789\u20ac".repeat(1 << 20), result.outputs().getFirst());
    }
  }

  @Test
  void aLargeScriptIsSentInParts() throws Exception {
    String script = "# \u00e9\n".repeat(200_000);
    try (WindowsHost host = WindowsHost.plain(new Settings(), ECHO);
        Wsman wsman = wsman(host, 20);
        RunspacePool pool = RunspacePool.open(wsman)) {
      PipelineResult result = pool.invoke(script, PATIENCE);
      assertEquals(ImmutableList.of(script.length()), result.outputs());
      assertTrue(host.traffic().operations().count("Send") >= 1);
    }
  }

  @Test
  void errorsAndWarningsAndATerminatingError() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings(), ECHO);
        Wsman wsman = wsman(host, 20);
        RunspacePool pool = RunspacePool.open(wsman)) {
      PipelineResult all = pool.invoke("all", PATIENCE);
      assertEquals(ImmutableList.of(1, "two"), all.outputs());
      assertEquals("not so good", all.errors().getFirst().message());
      assertEquals(ImmutableList.of("take care"), all.warnings());
      PipelineResult failed = pool.invoke("Nonsense", ImmutableMap.of(), PATIENCE);
      assertEquals(PipelineResult.State.FAILED, failed.state());
      assertEquals("Nonsense is not there", failed.terminating().orElseThrow().message());
      assertEquals(ImmutableList.of("again"), echo(pool, "again", 1).outputs());
    }
  }

  @Test
  void whatTakesTooLongIsStoppedAndThePoolGoesOn() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings(), ECHO);
        Wsman wsman = wsman(host, 1);
        RunspacePool pool = RunspacePool.open(wsman)) {
      PipelineResult cut = pool.invoke("sleep", Duration.ofSeconds(2));
      assertEquals(PipelineResult.State.STOPPED, cut.state());
      assertEquals(ImmutableList.of("again"), echo(pool, "again", 1).outputs());
    }
  }

  @Test
  void afterABootThePoolIsGone() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings(), ECHO);
        Wsman wsman = wsman(host, 20)) {
      RunspacePool pool = RunspacePool.open(wsman);
      host.reboot();
      assertFalse(existsAfterReset(pool));
      assertThrows(PoolGoneException.class, () -> echo(pool, "again", 1));
    }
  }

  private static boolean existsAfterReset(RunspacePool pool) throws IOException {
    try {
      return pool.exists();
    } catch (IOException _) {
      return pool.exists(); // the connection was reset, which the first to use it sees
    }
  }

  @Test
  void aFragmentOfTwoGigabytesIsRefused() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings(), ECHO);
        Wsman wsman = wsman(host, 20);
        RunspacePool pool = RunspacePool.open(wsman)) {
      host.misbehave("Receive", Misbehaviour.bomb());
      PipelineResult cut = echo(pool, "boo", 1);
      assertTrue(cut.cut().isPresent());
      host.misbehave("Receive", Misbehaviour.streaming(new byte[40]));
      assertThrows(PsrpException.class, () -> echo(pool, "boo", 1));
    }
  }

  @Test
  void whatDidNotArriveComesAgain() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings(), ECHO);
        Wsman wsman = wsman(host, 20);
        RunspacePool pool = RunspacePool.open(wsman)) {
      host.misbehave("Receive", new Misbehaviour.Reset(700));
      assertEquals(ImmutableList.of("once"), echo(pool, "once", 1).outputs());
      assertEquals(2, host.traffic().postsPerConnection().size());
    }
  }

  private static PipelineResult echo(RunspacePool pool, String word, int times)
      throws IOException, InterruptedException {
    return pool.invoke("Invoke-Echo", ImmutableMap.of("Word", word, "Times", times), PATIENCE);
  }

  private static Wsman wsman(WindowsHost host, int seconds) {
    var account = Ntlm.Account.of(Settings.USER, new Secret(Settings.PASSWORD));
    return new Wsman(
        new NtlmTransport(Wire.to(host), account, true),
        host.address(),
        Duration.ofSeconds(seconds));
  }
}
