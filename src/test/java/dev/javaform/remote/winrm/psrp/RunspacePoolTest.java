package dev.javaform.remote.winrm.psrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.clixml.Obj;
import dev.javaform.remote.winrm.clixml.Scalar;
import dev.javaform.remote.winrm.wsman.FaultException;
import dev.javaform.remote.winrm.wsman.RunspaceShell;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunspacePoolTest {

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final UUID PIPELINE = new UUID(2, 2);
  private static final long TIMED_OUT = 0x80338029L;
  private static final long UNKNOWN = 0x8033805BL;
  private static final long QUOTA = 0x803381A6L;

  @Test
  void onlyWhatIsReceivedIsAskedForAgain() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers("").breaks(new EOFException()).streams(finished(host, "x"), true);
    assertEquals(List.of("x"), pool.invoke("x", PATIENCE).outputs());
    assertAsked(host, "Command", "Receive", "Receive");
  }

  @Test
  void whatBreaksAgainIsNotAskedForForEver() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers("").breaks(new EOFException()).breaks(new EOFException("again"));
    IOException broken = assertThrows(EOFException.class, () -> pool.invoke("x", PATIENCE));
    assertEquals("again", broken.getMessage());
    assertFalse(pool.isOpen());
    assertAsked(host, "Command", "Receive", "Receive");
  }

  @Test
  void aCommandIsNotSentTwice() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.breaks(new EOFException("once"));
    assertThrows(EOFException.class, () -> pool.invoke("x", PATIENCE));
    assertAsked(host, "Command");
  }

  @Test
  void aPoolThatIsGoneIsTold() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool before = open(host);
    host.faults(UNKNOWN);
    var gone = assertThrows(PoolGoneException.class, () -> before.invoke("x", PATIENCE));
    assertFalse(gone.begun());

    ScriptedHost another = ScriptedHost.opening();
    RunspacePool during = open(another);
    another.answers("").faults(UNKNOWN);
    gone = assertThrows(PoolGoneException.class, () -> during.invoke("x", PATIENCE));
    assertTrue(gone.begun());
    gone = assertThrows(PoolGoneException.class, () -> during.invoke("x", PATIENCE));
    assertFalse(gone.begun());
  }

  @Test
  void aQuotaIsTold() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.faults(QUOTA);
    var quota = assertThrows(QuotaException.class, () -> pool.invoke("x", PATIENCE));
    assertFalse(quota.begun());
    ScriptedHost full = new ScriptedHost().faults(QUOTA);
    assertThrows(QuotaException.class, () -> open(full));
    assertAsked(full.asked(), "Create");
  }

  @Test
  void otherFaultsStayWhatTheyAre() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers("").faults(995);
    var fault = assertThrows(FaultException.class, () -> pool.invoke("x", PATIENCE));
    assertEquals(FaultException.Kind.ABORTED, fault.kind());
  }

  @Test
  void aPipelineHasToSayHowItEnds() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers("").streams(ImmutableList.of(), true);
    var silent = assertThrows(PsrpException.class, () -> pool.invoke("x", PATIENCE));
    assertTrue(silent.getMessage().contains("without saying how"), silent.getMessage());
  }

  @Test
  void aPoolThatBreaksDownSaysWhy() throws Exception {
    ScriptedHost host = new ScriptedHost().answers("").streams(broken(), false);
    var gone = assertThrows(PoolGoneException.class, () -> open(host));
    assertEquals("PowerShell at the host broke down: no memory", gone.getMessage());
    assertAsked(host.asked(), "Create", "Receive", "Delete");

    ScriptedHost another = ScriptedHost.opening();
    RunspacePool pool = open(another);
    another.answers("").streams(broken(), false);
    gone = assertThrows(PoolGoneException.class, () -> pool.invoke("x", PATIENCE));
    assertTrue(gone.begun());
    assertFalse(pool.isOpen());
  }

  private static List<byte[]> broken() {
    Obj error =
        Obj.of(ImmutableMap.of("ErrorDetails_Message", "no memory", "FullyQualifiedErrorId", ""));
    return message(
        MessageType.RUNSPACEPOOL_STATE,
        Obj.of(ImmutableMap.of("RunspaceState", 5, "ExceptionAsErrorRecord", error)));
  }

  private static List<byte[]> message(MessageType type, Obj value) {
    Message message = Message.of(type, PIPELINE, PIPELINE, Clixml.write(value));
    return new Fragments().loads(ImmutableList.of(message), 10_000, 10_000);
  }

  @Test
  void anotherVersionIsRefused() throws Exception {
    Obj capability = Obj.of(ImmutableMap.of("protocolversion", Scalar.version("3.0")));
    ScriptedHost host =
        new ScriptedHost()
            .answers("")
            .streams(message(MessageType.SESSION_CAPABILITY, capability), false);
    var refused = assertThrows(PsrpException.class, () -> open(host));
    assertTrue(refused.getMessage().contains("version \"3.0\""), refused.getMessage());
  }

  @Test
  void tooMuchOutputStopsThePipeline() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspaceShell shell = shell(host);
    PipelineRun run = new PipelineRun(shell, PIPELINE, 1000, PATIENCE);
    host.answers("")
        .streams(host.server().output(PIPELINE, "x".repeat(600)), false)
        .streams(host.server().output(PIPELINE, "y".repeat(600)), false)
        .answers("")
        .streams(host.server().stopped(PIPELINE), true);
    PipelineResult result = run.invoke(ImmutableList.of(new byte[0]), PATIENCE);
    assertEquals(List.of("x".repeat(600)), result.outputs());
    assertEquals("its output is larger than 1,000 bytes", result.cut().orElseThrow());
    assertTrue(run.isSound());
    assertAsked(host, "Command", "Receive", "Receive", "Signal", "Receive");
  }

  @Test
  void whatDoesNotStopIsForgotten() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    PipelineRun run = new PipelineRun(shell(host), PIPELINE, 1000, Duration.ofMillis(1));
    host.answers("").answers("");
    PipelineResult result = run.invoke(ImmutableList.of(new byte[0]), Duration.ZERO);
    assertEquals(PipelineResult.State.STOPPED, result.state());
    assertTrue(run.isSound());
    List<String> codes =
        host.envelopes().stream()
            .filter(envelope -> envelope.contains("<rsp:Code>"))
            .map(envelope -> envelope.replaceAll("(?s).*<rsp:Code>|</rsp:Code>.*", ""))
            .toList();
    assertEquals(
        List.of(
            "powershell/signal/crtl_c",
            "powershell/signal/ctrl_c",
            "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/signal/Terminate"),
        codes);
  }

  @ParameterizedTest
  @ValueSource(longs = {995, UNKNOWN})
  void aSignalMayEndTheRequestForOutput(long code) throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    PipelineRun run = new PipelineRun(shell(host), PIPELINE, 1000, PATIENCE);
    host.answers("").answers("").faults(code);
    PipelineResult result = run.invoke(ImmutableList.of(new byte[0]), Duration.ZERO);
    assertEquals(PipelineResult.State.STOPPED, result.state());
    assertTrue(run.isSound());
  }

  @Test
  void anInterruptionInsideARequestStopsThePipeline() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers("")
        .breaks(new InterruptedIOException())
        .answers("")
        .streams(host.server().stopped(PIPELINE), true);
    assertThrows(InterruptedException.class, () -> pool.invoke("x", PATIENCE));
    assertAsked(host, "Command", "Receive", "Signal", "Receive");
    assertTrue(pool.isOpen());
  }

  @Test
  void theServiceIsAskedForItsSizeWhereThatPays() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers(
            "<c:Config xmlns:c='http://schemas.microsoft.com/wbem/wsman/1/config'>"
                + "<c:MaxEnvelopeSizekb>500</c:MaxEnvelopeSizekb></c:Config>")
        .answers("")
        .answers("")
        .streams(finished(host, "x"), true)
        .answers("")
        .answers("")
        .streams(finished(host, "y"), true);
    pool.invoke("#".repeat(500_000), PATIENCE);
    pool.invoke("#".repeat(500_000), PATIENCE);
    assertAsked(host, "Get", "Command", "Send", "Receive", "Command", "Send", "Receive");
    assertTrue(host.envelopes().stream().allMatch(each -> each.length() <= 512_000));
    assertEquals(512_000.0, host.envelopes().get(3).length(), 50); // what fits into one is used
  }

  @Test
  void aServiceThatDoesNotTellItsSizeIsNotAskedAgain() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.faults(5);
    for (int i = 0; i < 3; i++) {
      host.answers("");
    }
    host.streams(finished(host, "x"), true);
    pool.invoke("#".repeat(300_000), PATIENCE);
    assertAsked(host, "Get", "Command", "Send", "Send", "Receive");
    assertTrue(host.envelopes().stream().allMatch(each -> each.length() <= 153_600));
  }

  @Test
  void aSmallCommandIsTwoSmallRequests() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers("").streams(finished(host, "pong"), true);
    pool.invoke("Invoke-Jf", ImmutableMap.of("Json", "{\"ping\":{}}"), PATIENCE);
    assertAsked(host, "Command", "Receive");
    int size = host.envelopes().stream().skip(2).mapToInt(String::length).sum();
    assertTrue(size < 10_000, () -> size + " characters");
  }

  @Test
  void whatACommandIsGivenIsShownNowhere() throws Exception {
    Pipeline pipeline =
        Pipeline.command("Login", ImmutableMap.of("Password", new Secret("s3cret")));
    assertFalse(pipeline.toString().contains("s3cret"));
    assertFalse(Pipeline.script("x", "s3cret").toString().contains("s3cret"));
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.faults(UNKNOWN);
    var gone = assertThrows(PoolGoneException.class, () -> pool.invoke(pipeline, PATIENCE));
    assertFalse(gone.toString().contains("s3cret"));
  }

  @Test
  void waitingGoesOnUntilThereIsSomething() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.answers("").faults(TIMED_OUT).faults(TIMED_OUT).streams(finished(host, "x"), true);
    assertEquals(List.of("x"), pool.invoke("x", PATIENCE).outputs());
    assertAsked(host, "Command", "Receive", "Receive", "Receive");
  }

  @Test
  void closingAPoolThatIsGoneIsNoFailure() throws Exception {
    ScriptedHost host = ScriptedHost.opening();
    RunspacePool pool = open(host);
    host.faults(UNKNOWN);
    pool.close();
    assertAsked(host, "Delete");
  }

  private static List<byte[]> finished(ScriptedHost host, Object output) {
    List<byte[]> said = new ArrayList<>(host.server().output(PIPELINE, output));
    said.addAll(host.server().completed(PIPELINE));
    return said;
  }

  /** That this was asked after the pool had been opened. */
  private static void assertAsked(ScriptedHost host, String... operations) {
    assertAsked(host.asked().subList(2, host.asked().size()), operations);
  }

  private static void assertAsked(List<String> asked, String... operations) {
    assertEquals(List.of(operations), asked);
  }

  private static RunspaceShell shell(ScriptedHost host) throws IOException {
    RunspaceShell shell = RunspaceShell.open(wsman(host), PIPELINE, new byte[0]);
    shell.receive();
    return shell;
  }

  private static RunspacePool open(ScriptedHost host) throws IOException {
    return RunspacePool.open(wsman(host));
  }

  private static Wsman wsman(ScriptedHost host) {
    return new Wsman(host, "https://guest:5986/wsman", Duration.ofSeconds(20));
  }
}
