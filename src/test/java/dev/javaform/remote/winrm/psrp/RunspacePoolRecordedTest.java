package dev.javaform.remote.winrm.psrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import dev.javaform.remote.winrm.clixml.Canonical;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.clixml.Items;
import dev.javaform.remote.winrm.clixml.Obj;
import dev.javaform.remote.winrm.psrp.PipelineResult.State;
import dev.javaform.remote.winrm.wsman.FaultException;
import dev.javaform.remote.winrm.wsman.Recording;
import dev.javaform.remote.winrm.wsman.RunspaceShell;
import dev.javaform.remote.winrm.wsman.Transport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against what real hosts answered to pypsrp, and to the messages that it sent. */
class RunspacePoolRecordedTest {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @BeforeEach
  void recordings() {
    assumeTrue(Recording.areThere(), "the recordings are not there");
  }

  @Test
  void aPoolIsOpenedAndClosed() throws Exception {
    Recording host = new Recording("psrp/psrp_open_runspace");
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      assertTrue(pool.isOpen());
      Obj data = ((Obj) pool.applicationData()).object("ApplicationPrivateData").orElseThrow();
      assertTrue(((Map<?, ?>) data.content().orElseThrow()).containsKey("PSVersionTable"));
    }
    assertSaid(host);
    assertEquals(4, host.posts());
  }

  @Test
  void scriptsSeeTheArgumentsOfTheirPool() throws Exception {
    Recording host = new Recording("psrp/psrp_application_args");
    try (RunspacePool pool =
        RunspacePool.open(wsman(host), ImmutableMap.of("test_var", "abcdef12345"))) {
      PipelineResult result = pool.invoke("$PSSenderInfo.ApplicationArguments", PATIENCE);
      Obj only = (Obj) result.outputs().getFirst();
      assertEquals(Map.of("test_var", "abcdef12345"), only.content().orElseThrow());
      assertEquals(1, result.outputs().size());
    }
    assertSaid(host);
  }

  @Test
  void outputsAreTexts() throws Exception {
    PipelineResult result = played("client_execute_ps");
    assertEquals(State.COMPLETED, result.state());
    assertEquals(ImmutableList.of(), result.errors());
    assertEquals(8, result.outputs().size());
    assertTrue(result.outputs().stream().allMatch(String.class::isInstance));
  }

  @Test
  void whatEndsAPipelineIsNotAmongTheErrors() throws Exception {
    PipelineResult result = played("client_execute_ps_failure");
    assertEquals(State.FAILED, result.state());
    assertEquals(ImmutableList.of(), result.errors());
    ErrorRecord error = result.terminating().orElseThrow();
    assertEquals(
        "CommandNotFoundException,Microsoft.PowerShell.Commands.InvokeExpressionCommand",
        error.id());
    assertEquals("ObjectNotFound", error.category());
    assertTrue(error.message().contains("is not recognized as the name"), error.message());
  }

  @Test
  void anErrorThatStops() throws Exception {
    PipelineResult result = played("psrp_error_failed");
    assertEquals(State.FAILED, result.state());
    assertEquals(List.of("before"), result.outputs());
    assertEquals("error", result.terminating().orElseThrow().message());
  }

  @Test
  void everyStream() throws Exception {
    PipelineResult result = played("psrp_stream_output_invocation");
    assertEquals(State.COMPLETED, result.state());
    assertEquals(List.of("output stream"), result.outputs());
    assertEquals(
        List.of("error stream"), result.errors().stream().map(ErrorRecord::message).toList());
    assertEquals(List.of("warning stream"), result.warnings());
    assertEquals(List.of("verbose stream"), result.verbose());
    assertEquals(List.of("debug stream"), result.debug());
    assertEquals(List.of("information stream"), result.information());
  }

  @Test
  void whatComesInByThePipe() throws Exception {
    Recording host = new Recording("psrp/psrp_with_input");
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      PipelineResult result =
          pool.invoke(
              Pipeline.script(scripts(host).getFirst())
                  .reading(List.of("1", 2, Map.of("a", "b"), List.of("a", "b"))),
              PATIENCE);
      assertEquals(List.of("1", 2), result.outputs().subList(0, 2));
      Obj map = (Obj) result.outputs().get(2);
      assertEquals(Map.of("a", "b"), map.content().orElseThrow());
      Obj list = (Obj) result.outputs().get(3);
      assertEquals(List.of("a", "b"), ((Items) list.content().orElseThrow()).values());
      assertEquals(List.of("Start Block", "End Block"), result.debug());
    }
    assertSaid(host);
  }

  @Test
  void aLargeScriptIsSentInPieces() throws Exception {
    Recording host = new Recording("psrp/psrp_small_msg_size");
    Wsman wsman = wsman(host);
    wsman.learnSize();
    try (RunspacePool pool = RunspacePool.open(wsman)) {
      PipelineResult result =
          pool.invoke(
              Pipeline.script(scripts(host).getFirst()).reading(List.of("input")), PATIENCE);
      assertEquals(List.of("input", "a".repeat(20_000), "a".repeat(10_000)), result.outputs());
    }
    assertSaid(host);
  }

  @Test
  void aCommandThatTakesLong() throws Exception {
    assertEquals(List.of("hi"), played("psrp_long_running_cmdlet").outputs());
  }

  @Test
  void onePipelineAfterTheOther() throws Exception {
    Recording host = new Recording("psrp/psrp_multiple_invocations");
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      int before = host.posts();
      assertEquals(List.of(2), pool.invoke("1+1", PATIENCE).outputs());
      assertEquals(List.of(2), pool.invoke("1+1", PATIENCE).outputs());
      assertEquals(before + 4, host.posts());
    }
    assertSaid(host);
  }

  @Test
  void aPipelineThatIsNotThere() throws Exception {
    Recording host = new Recording("psrp/psrp_receive_failure");
    RunspaceShell shell = RunspaceShell.open(wsman(host), UUID.randomUUID(), host.all());
    shell.receive();
    shell.receive();
    UUID unknown = UUID.fromString("d1bf48da-b26c-4f4a-be52-b382ac20dd1f");
    FaultException fault =
        assertThrows(FaultException.class, () -> shell.receive(unknown, PATIENCE));
    assertEquals(FaultException.Kind.UNKNOWN, fault.kind());
    assertTrue(
        fault.getMessage().contains("command identifier that does not exist"), fault.getMessage());
    shell.delete();
    host.assertOver();
  }

  @Test
  void theExitCodeOfAScript() throws Exception {
    Recording host = new Recording("psrp/psrp_pshost_methods");
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      PipelineResult result = pool.invoke(scripts(host).getFirst(), PATIENCE);
      assertEquals(1, result.exitCode().orElseThrow());
      assertEquals(List.of(new HostCall("SetShouldExit", ImmutableList.of(1))), result.hostCalls());
      assertEquals(1, result.outputs().size());
    }
    assertSaidAlike(host); // that client had a host to be asked
  }

  @Test
  void anOlderHost() throws Exception {
    Recording host = new Recording("psrp/psrp_run_protocol_version_2.2");
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      PipelineResult result =
          pool.invoke(
              Pipeline.script(scripts(host).getFirst())
                  .reading(List.of("message 1", 2, List.of("3", 3))),
              PATIENCE);
      assertEquals(4, result.outputs().size());
      assertEquals("error", ((Obj) result.outputs().getFirst()).text().orElseThrow());
      assertEquals(List.of("message 1", 2), result.outputs().subList(1, 3));
      assertEquals(List.of("Start Block", "End Block"), result.debug());
    }
    assertSaidAlike(host); // that client wanted errors among the outputs
    String sent = new String(host.sent(), StandardCharsets.UTF_8);
    assertFalse(sent.contains("MergeInformation"));
  }

  @Test
  void whetherAPoolIsStillThere() throws Exception {
    Recording host = new Recording("psrp/psrp_is_alive_invalid_selectors");
    RunspacePool pool = RunspacePool.open(wsman(host));
    assertTrue(pool.exists());
    assertFalse(pool.exists());
    assertSaid(host);
  }

  @Test
  void aLargeOutput() throws Exception {
    PipelineResult result = played("client_fetch_file");
    assertEquals(2, result.outputs().size());
    byte[] file = Base64.getDecoder().decode((String) result.outputs().getFirst());
    assertEquals(250_002, file.length);
    assertEquals(sha1(file), result.outputs().get(1));
  }

  @SuppressWarnings("deprecation") // it is what the recorded script has worked out
  private static String sha1(byte[] bytes) {
    return Hashing.sha1().hashBytes(bytes).toString();
  }

  /** The same whatever the answers' streams are cut into. */
  @Test
  void streamsMayBeCutAnywhere() throws Exception {
    Recording host = new Recording("psrp/client_fetch_file");
    try (RunspacePool pool = RunspacePool.open(wsman(new Cut(host, 1000)))) {
      PipelineResult result = pool.invoke(scripts(host).getFirst(), PATIENCE);
      byte[] file = Base64.getDecoder().decode((String) result.outputs().getFirst());
      assertEquals(sha1(file), result.outputs().get(1));
    }
    host.assertOver();
  }

  /** Runs the script of a recording, which has only one. */
  private static PipelineResult played(String name) throws Exception {
    Recording host = new Recording("psrp/" + name);
    PipelineResult result;
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      result = pool.invoke(scripts(host).getFirst(), PATIENCE);
    }
    if (name.startsWith("client_") || name.equals("psrp_long_running_cmdlet")) {
      assertSaidAlike(host); // that client had scripts around it, or more than one command
    } else {
      assertSaid(host);
    }
    return result;
  }

  private static List<String> scripts(Recording host) throws Exception {
    return messages(host.all()).stream()
        .filter(message -> message.code() == MessageType.CREATE_PIPELINE.code())
        .map(RunspacePoolRecordedTest::script)
        .toList();
  }

  private static String script(Message create) {
    try {
      Obj order = (Obj) Clixml.readOne(create.data());
      Obj commands = order.object("PowerShell").orElseThrow().object("Cmds").orElseThrow();
      Items items = (Items) commands.content().orElseThrow();
      return ((Obj) items.values().getFirst()).string("Cmd");
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** That the messages were those of the other client, but for the order of members. */
  private static void assertSaid(Recording host) throws Exception {
    assertSaidAlike(host);
    assertEquals(clixml(host.expected()), clixml(host.sent()));
  }

  /** That the messages were of the same types. */
  private static void assertSaidAlike(Recording host) throws Exception {
    host.assertOver();
    assertEquals(
        messages(host.expected()).stream().map(Message::code).toList(),
        messages(host.sent()).stream().map(Message::code).toList());
  }

  private static List<String> clixml(byte[] fragments) throws Exception {
    return messages(fragments).stream()
        .map(message -> Canonical.of(new String(message.data(), StandardCharsets.UTF_8)))
        .toList();
  }

  private static List<Message> messages(byte[] fragments) throws Exception {
    return new Reassembly(1 << 20).add(fragments);
  }

  private static Wsman wsman(Transport host) {
    return new Wsman(host, "https://guest:5986/wsman", Duration.ofSeconds(20));
  }
}
