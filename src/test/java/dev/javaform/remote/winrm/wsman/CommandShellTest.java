package dev.javaform.remote.winrm.wsman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.javaform.remote.winrm.wsman.CommandShell.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against what real hosts answered. */
class CommandShellTest {

  @BeforeEach
  void recordings() {
    assumeTrue(Recording.areThere(), "the recordings are not there");
  }

  @Test
  void aCommandThatPrints() throws IOException {
    assertEnds(0, "hi\r\n", "", run("winrs_standard", "cmd.exe", "/c", "echo", "hi"));
  }

  @Test
  void aCommandThatFails() throws IOException {
    Ended ended = run("winrs_stderr_rc", "cmd.exe", "/c echo out && echo err>&2 && exit 1");
    assertEnds(1, "out \r\n", "err \r\n", ended);
  }

  @Test
  void aCommandThatReads() throws IOException {
    Recording host = new Recording("winrs/winrs_send");
    String input = "Write-Host \"output 1\";Write-Host \"output 2\";";
    assertEnds(0, "output 1\noutput 2\n", "", run(host, input, "powershell.exe", "-"));
  }

  @Test
  void aCommandThatTakesLong() throws IOException {
    Ended ended =
        run(
            "winrs_operation_timeout",
            "powershell.exe",
            "Write-Host hi; Start-Sleep 30; Write-Host hi again");
    assertEnds(0, "hi\nhi again\n", "", ended);
  }

  @Test
  void aCommandThatPrintsInAnotherScript() throws IOException {
    String text = "\u3053\u3093\u306b\u3061\u306f";
    Ended ended = run("winrs_unicode", "powershell.exe", "Write-Host " + text);
    assertEnds(0, text + "\n", "", ended);
  }

  @Test
  void oneShellAfterTheOther() throws IOException {
    Recording host = new Recording("winrs/client_execute_cmd");
    assertTrue(text(runInNewShell(host, "", "dir").stdout()).contains("Volume in drive C"));
    assertEnds(0, "abc\r\n", "", runInNewShell(host, "", "echo abc"));
    host.assertOver();
  }

  @Test
  void aCommandThatIsNotThere() throws IOException {
    Recording host = new Recording("winrs/winrs_bad_cmd_id");
    FaultException fault =
        assertThrows(
            FaultException.class,
            () -> runInNewShell(forgetful(host), "", "cmd.exe", "/c", "echo", "hi"));
    assertEquals(FaultException.Kind.UNKNOWN, fault.kind());
    assertEquals(2150858843L, fault.code());
    assertTrue(
        fault.getMessage().contains("command identifier that does not exist"), fault.getMessage());
    host.assertOver();
  }

  /** Asks for the output of another command than the one that was begun, as was recorded. */
  private static Transport forgetful(Recording host) {
    return new Transport() {
      @Override
      public Answer post(byte[] envelope, Duration patience) throws IOException {
        String text = text(envelope);
        return host.post(
            text.contains("/Receive<")
                ? text.replace(
                        "644983A8-4292-4922-97E9-D569C2170784",
                        "87E77BEB-6761-4C48-9D70-A00266B8459A")
                    .getBytes(StandardCharsets.UTF_8)
                : envelope,
            patience);
      }

      @Override
      public void close() {}
    };
  }

  @Test
  void whatAnotherClientWasAnswered() throws IOException {
    Recording host = Recording.ofWinrm4j("win12.xml");
    assertEnds(0, "myline\r\n", "", run(host, "", "echo myline"));
  }

  @Test
  void theHostSaysHowLargeEnvelopesMayBe() throws IOException {
    Recording host = new Recording("config/wsman_update_envelope_size_500");
    Wsman wsman = wsman(host);
    Request request = Request.of("", "");
    int before = wsman.room(request);
    wsman.learnSize();
    assertEquals((512_000 - 153_600) / 4 * 3, wsman.room(request) - before);
    host.assertOver();
  }

  private static void assertEnds(int status, String stdout, String stderr, Ended ended) {
    assertEquals(status, ended.status());
    assertEquals(stdout, text(ended.stdout()));
    assertEquals(stderr, text(ended.stderr()));
  }

  private static Ended run(String recording, String program, String... arguments)
      throws IOException {
    return run(new Recording("winrs/" + recording), "", program, arguments);
  }

  private static Ended run(Recording host, String input, String program, String... arguments)
      throws IOException {
    Ended ended = runInNewShell(host, input, program, arguments);
    host.assertOver();
    return ended;
  }

  private static Ended runInNewShell(
      Transport host, String input, String program, String... arguments) throws IOException {
    try (CommandShell shell = CommandShell.open(wsman(host))) {
      return shell.run(program, List.of(arguments), input.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static Wsman wsman(Transport host) {
    return new Wsman(host, "http://guest:5985/wsman", Duration.ofSeconds(20));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
