package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import dev.javaform.remote.winrm.ntlm.NtlmException;
import dev.javaform.remote.winrm.wsman.CommandShell;
import dev.javaform.remote.winrm.wsman.NtlmTransport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A host that does wrong what it is told to do wrong, seen by the project's own client. */
@Timeout(60)
class MisbehaviourTest {

  private WindowsHost host;
  private Wsman wsman;

  @BeforeEach
  void start() throws IOException {
    host = WindowsHost.plain(new Settings());
    wsman =
        new Wsman(
            new NtlmTransport(
                Wire.to(host), Ntlm.Account.of(Settings.USER, new Secret(Settings.PASSWORD)), true),
            host.address(),
            Duration.ofSeconds(20));
  }

  @AfterEach
  void stop() throws IOException {
    wsman.close();
    host.close();
  }

  static Stream<Misbehaviour> thatEndTheConversation() {
    return Stream.of(
        new Misbehaviour.Unheard(),
        new Misbehaviour.Reset(0),
        new Misbehaviour.Reset(500),
        new Misbehaviour.Truncated(3),
        new Misbehaviour.Truncated(400),
        new Misbehaviour.Garbage(),
        new Misbehaviour.Flipped(),
        new Misbehaviour.Unavailable(503),
        new Misbehaviour.Rewritten(envelope -> envelope.substring(0, 300)),
        new Misbehaviour.Rewritten(_ -> "<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>"));
  }

  @ParameterizedTest
  @MethodSource("thatEndTheConversation")
  void whatCreateAnswersIsNotTaken(Misbehaviour misbehaviour) {
    host.misbehave("Create", misbehaviour);
    assertThrows(IOException.class, () -> CommandShell.open(wsman));
  }

  @ParameterizedTest
  @MethodSource("thatEndTheConversation")
  void afterwardsThereIsANewConnection(Misbehaviour misbehaviour) throws IOException {
    host.misbehave("Create", misbehaviour);
    assertThrows(IOException.class, () -> CommandShell.open(wsman));
    assertEquals("hi\r\n", echo());
    assertTrue(host.traffic().postsPerConnection().size() <= 2);
  }

  @Test
  void aBitThatWasChangedOnTheWayIsSeen() {
    host.misbehave("Create", new Misbehaviour.Flipped());
    assertThrows(NtlmException.class, () -> CommandShell.open(wsman));
  }

  @Test
  void whatComesLateComes() throws IOException {
    host.misbehave("Create", new Misbehaviour.Late(Duration.ofMillis(700)));
    long before = System.nanoTime();
    assertEquals("hi\r\n", echo());
    assertTrue(System.nanoTime() - before >= Duration.ofMillis(700).toNanos());
  }

  @Test
  void aConnectionThatIsClosedAfterAnAnswerIsSeenByTheNextRequest() throws IOException {
    CommandShell shell = CommandShell.open(wsman);
    host.misbehave("Command", new Misbehaviour.Closes());
    assertThrows(IOException.class, () -> shell.run("more", List.of(), new byte[] {1}));
    assertEquals(0, host.traffic().operations().count("Send"));
  }

  @Test
  void onlyTheOperationsThatAreNamedAreAffected() throws IOException {
    host.misbehave("Command", new Misbehaviour.Unavailable(503));
    try (CommandShell shell = CommandShell.open(wsman)) {
      assertThrows(IOException.class, () -> shell.run("ver", List.of(), new byte[0]));
    }
    assertEquals("hi\r\n", echo());
  }

  private String echo() throws IOException {
    try (CommandShell shell = CommandShell.open(wsman)) {
      byte[] stdout = shell.run("echo", List.of("hi"), new byte[0]).stdout();
      return new String(stdout, StandardCharsets.UTF_8);
    }
  }
}
