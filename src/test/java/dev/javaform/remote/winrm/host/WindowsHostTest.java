package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import dev.javaform.remote.winrm.wsman.BasicTransport;
import dev.javaform.remote.winrm.wsman.CommandShell;
import dev.javaform.remote.winrm.wsman.FaultException;
import dev.javaform.remote.winrm.wsman.NtlmTransport;
import dev.javaform.remote.winrm.wsman.RefusedException;
import dev.javaform.remote.winrm.wsman.Transport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Shells over HTTP, by the project's own client. */
@Timeout(60)
class WindowsHostTest {

  private static final Secret PASSWORD = new Secret(Settings.PASSWORD);

  @Test
  void aProgramRunsOverSealedNtlm() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings())) {
      assertEquals("hi\r\n", run(host, ntlm(host, PASSWORD), "echo", "hi"));
      assertEquals(0, host.shells());
      assertEquals(ImmutableList.of(7), host.traffic().postsPerConnection());
      assertEquals(
          "[Create, Command, Receive, Signal, Delete]", host.traffic().operations().toString());
    }
  }

  @Test
  void aProgramRunsOverBasicWhereThatIsAllowed() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings().basic().unencrypted())) {
      assertEquals("hi\r\n", run(host, basic(host), "cmd.exe", "/c", "echo", "hi"));
    }
    try (WindowsHost host = WindowsHost.plain(new Settings().basic())) {
      assertThrows(RefusedException.class, () -> run(host, basic(host), "echo", "hi"));
    }
  }

  @Test
  void aWrongPasswordIsRefused() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings())) {
      Transport wrong = ntlm(host, new Secret("Changeme123"));
      assertThrows(RefusedException.class, () -> run(host, wrong, "echo", "hi"));
      assertEquals(ImmutableList.of(2), host.traffic().postsPerConnection());
      assertEquals(0, host.traffic().operations().size());
    }
  }

  @Test
  void exitCodesAndBothStreams() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings());
        Wsman wsman = wsman(host, ntlm(host, PASSWORD));
        CommandShell shell = CommandShell.open(wsman)) {
      CommandShell.Ended ended =
          shell.run("cmd.exe", List.of("/c \"echo out && echo err>&2 && exit 1\""), new byte[0]);
      assertEquals(1, ended.status());
      assertEquals("out \r\n", text(ended.stdout()));
      assertEquals("err \r\n", text(ended.stderr()));
      assertEquals(1, shell.run("nonsense", List.of(), new byte[0]).status());
    }
  }

  @Test
  void anyBytesComeThroughInOddPieces() throws Exception {
    byte[] bytes = new byte[300_001];
    new Random(7).nextBytes(bytes);
    Settings settings = new Settings().pieces(20_011).heartbeats();
    try (WindowsHost host = WindowsHost.plain(settings);
        Wsman wsman = wsman(host, ntlm(host, PASSWORD));
        CommandShell shell = CommandShell.open(wsman)) {
      assertArrayEquals(bytes, shell.run("more", List.of(), bytes).stdout());
      assertTrue(host.traffic().operations().count("Send") >= 2);
      assertTrue(host.traffic().operations().count("Receive") >= 5);
    }
  }

  @Test
  void receiveIsHeldUntilItsTimeIsOver() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings());
        Wsman wsman = new Wsman(ntlm(host, PASSWORD), host.address(), Duration.ofSeconds(1));
        CommandShell shell = CommandShell.open(wsman)) {
      host.program(
          "slow",
          console -> {
            Thread.sleep(2500);
            console.print("late".getBytes(StandardCharsets.US_ASCII));
            return 3;
          });
      CommandShell.Ended ended = shell.run("slow", List.of(), new byte[0]);
      assertEquals("late", text(ended.stdout()));
      assertEquals(3, ended.status());
      assertTrue(host.traffic().operations().count("Receive") >= 3);
    }
  }

  @Test
  void afterABootNothingIsKnown() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings());
        Wsman wsman = wsman(host, ntlm(host, PASSWORD))) {
      CommandShell shell = CommandShell.open(wsman);
      host.reboot();
      assertThrows(IOException.class, () -> shell.run("ver", List.of(), new byte[0]));
      assertEquals(FaultException.Kind.UNKNOWN, faultOf(shell));
    }
  }

  @Test
  void whileItStartsNobodyAnswers() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings())) {
      host.reboot(Duration.ofSeconds(1));
      assertThrows(IOException.class, () -> run(host, ntlm(host, PASSWORD), "echo", "hi"));
      Thread.sleep(1100);
      assertEquals("hi\r\n", run(host, ntlm(host, PASSWORD), "echo", "hi"));
    }
  }

  @Test
  void shellsAndOperationsAreCounted() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings().shells(1).operations(2));
        Wsman wsman = wsman(host, ntlm(host, PASSWORD))) {
      CommandShell shell = CommandShell.open(wsman);
      FaultException tooMany = assertThrows(FaultException.class, () -> CommandShell.open(wsman));
      assertEquals(FaultException.Kind.TOO_MANY_SHELLS, tooMany.kind());
      shell.run("ver", List.of(), new byte[0]);
      shell.run("ver", List.of(), new byte[0]);
      assertEquals(FaultException.Kind.TOO_MANY_OPERATIONS, faultOf(shell));
      shell.close();
      CommandShell.open(wsman).close();
    }
  }

  @Test
  void aShellThatIsLeftAloneIsGone() throws Exception {
    Settings settings = new Settings().idle(Duration.ofMillis(50));
    try (WindowsHost host = WindowsHost.plain(settings);
        Wsman wsman = wsman(host, ntlm(host, PASSWORD))) {
      CommandShell shell = CommandShell.open(wsman);
      Thread.sleep(100);
      assertEquals(FaultException.Kind.UNKNOWN, faultOf(shell));
    }
  }

  private static FaultException.Kind faultOf(CommandShell shell) {
    return assertThrows(FaultException.class, () -> shell.run("ver", List.of(), new byte[0]))
        .kind();
  }

  private static Transport ntlm(WindowsHost host, Secret password) {
    return new NtlmTransport(Wire.to(host), Ntlm.Account.of(Settings.USER, password), true);
  }

  private static Transport basic(WindowsHost host) {
    return new BasicTransport(Wire.to(host), Settings.USER, PASSWORD);
  }

  private static Wsman wsman(WindowsHost host, Transport transport) {
    return new Wsman(transport, host.address(), Duration.ofSeconds(20));
  }

  private static String run(
      WindowsHost host, Transport transport, String program, String... arguments)
      throws IOException {
    try (Wsman wsman = wsman(host, transport);
        CommandShell shell = CommandShell.open(wsman)) {
      return text(shell.run(program, List.of(arguments), new byte[0]).stdout());
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
