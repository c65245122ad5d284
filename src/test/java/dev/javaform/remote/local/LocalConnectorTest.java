package dev.javaform.remote.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Script;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Session;
import dev.javaform.remote.Targets;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** This machine as a host that leads on to others. */
@Timeout(30)
class LocalConnectorTest {
  private static final Limit LIMIT = Limit.connect(Duration.ofSeconds(5));

  private final Connection here = new LocalConnector().connect(Targets.local("/bin/sh"));

  @Test
  void leadsOnToAPortItReaches() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Tunnel tunnel = here.forward("127.0.0.1", server.getLocalPort(), LIMIT);
        Socket far = server.accept()) {
      tunnel.to().write('a');
      tunnel.to().flush();
      assertEquals('a', far.getInputStream().read());
      far.getOutputStream().write('b');
      assertEquals('b', tunnel.from().read());
      tunnel.end().close();
      assertEquals(-1, far.getInputStream().read());
    }
  }

  @Test
  void saysWhyItDoesNotReachAPort() throws Exception {
    int closed;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = server.getLocalPort();
    }
    String why = refusal("127.0.0.1", closed);
    String expected = "this machine cannot reach 127.0.0.1 port " + closed + ": ";
    assertTrue(why.startsWith(expected), why);
    assertEquals(
        "this machine knows no address of no-such-host.invalid",
        refusal("no-such-host.invalid", 22));
  }

  @Test
  void runsNoScriptForAnotherKindOfShell() throws Exception {
    Session session = here.session(Become.NO);
    Script script = Script.PowerShell.ask("ping", Map.of());
    assertThrows(
        IllegalStateException.class, () -> session.exchange(List.of(), List.of(script), Map.of()));
    assertEquals(
        "ok\n",
        session
            .exchange(List.of(), List.of(Script.sh("echo ok")), Map.of())
            .answers()
            .getFirst()
            .stdout());
  }

  private String refusal(String host, int port) {
    return assertThrows(UnreachableException.class, () -> here.forward(host, port, LIMIT))
        .getMessage();
  }
}
