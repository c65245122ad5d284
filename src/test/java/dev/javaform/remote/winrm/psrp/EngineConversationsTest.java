package dev.javaform.remote.winrm.psrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.clixml.Items;
import dev.javaform.remote.winrm.clixml.Nil;
import dev.javaform.remote.winrm.clixml.Obj;
import dev.javaform.remote.winrm.process.ProcessPools;
import dev.javaform.remote.winrm.wsman.Recording;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against conversations with a real engine, PowerShell 7. */
class EngineConversationsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  static Stream<Path> conversations() throws IOException {
    if (!Recording.areThere()) {
      return Stream.of(Path.of("no recordings"));
    }
    try (Stream<Path> files = Files.list(Recording.folder().resolve("engine"))) {
      return files
          .filter(file -> !file.endsWith("stop_running.json"))
          .filter(file -> !file.endsWith("process_dies.json"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void aClientGetsWhatTheEngineSaid(Path file) throws Exception {
    assumeTrue(Recording.areThere(), "the recordings are not there");
    JsonNode conversation = JSON.readTree(file.toFile());
    EngineHost host = new EngineHost(conversation);
    byte[] expected = host.expected();
    List<Pipeline> pipelines = pipelines(expected);
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      int step = 0;
      for (JsonNode wanted : conversation.get("steps")) {
        assertResult(wanted, pool.invoke(pipelines.get(step++), PATIENCE));
      }
      assertEquals(pipelines.size(), step);
    }
    assertEquals(codes(expected), codes(host.sent()));
    assertAddressed(host.sent());
  }

  @ParameterizedTest
  @MethodSource("conversations")
  void aClientOfAProcessGetsTheSame(Path file) throws Exception {
    assumeTrue(Recording.areThere(), "the recordings are not there");
    JsonNode conversation = JSON.readTree(file.toFile());
    List<Pipeline> pipelines = pipelines(new EngineHost(conversation).expected());
    EngineProcess process = new EngineProcess(conversation);
    try (RunspacePool pool = new ProcessPools(process, "pwsh", Duration.ofSeconds(20)).open()) {
      int step = 0;
      for (JsonNode wanted : conversation.get("steps")) {
        assertResult(wanted, pool.invoke(pipelines.get(step++), PATIENCE));
      }
    }
    assertEquals("pwsh -s -NoLogo -NoProfile", process.command());
  }

  @Test
  void aPipelineOfAProcessIsStoppedAndThePoolGoesOn() throws Exception {
    assumeTrue(Recording.areThere(), "the recordings are not there");
    JsonNode conversation = JSON.readTree(engine("stop_running"));
    List<Pipeline> pipelines = pipelines(new EngineHost(conversation).expected());
    EngineProcess process = new EngineProcess(conversation);
    try (RunspacePool pool = new ProcessPools(process, "pwsh", Duration.ofSeconds(20)).open()) {
      PipelineResult stopped = pool.invoke(pipelines.get(0), Duration.ofMillis(50));
      assertEquals(PipelineResult.State.STOPPED, stopped.state());
      assertEquals(List.of("started"), stopped.outputs());
      assertResult(conversation.get("steps").get(1), pool.invoke(pipelines.get(1), PATIENCE));
    }
  }

  @Test
  void aProcessThatDiesTakesItsPoolAlong() throws Exception {
    assumeTrue(Recording.areThere(), "the recordings are not there");
    JsonNode conversation = JSON.readTree(engine("process_dies"));
    List<Pipeline> pipelines = pipelines(new EngineHost(conversation).expected());
    EngineProcess process = new EngineProcess(conversation);
    RunspacePool pool = new ProcessPools(process, "pwsh", Duration.ofSeconds(20)).open();
    IOException ended =
        assertThrows(IOException.class, () -> pool.invoke(pipelines.get(0), PATIENCE));
    assertEquals("PowerShell on the recording ended", ended.getMessage());
    assertFalse(pool.isOpen());
  }

  @Test
  void whatTakesTooLongIsStoppedAndThePoolGoesOn() throws Exception {
    assumeTrue(Recording.areThere(), "the recordings are not there");
    JsonNode conversation = JSON.readTree(engine("stop_running"));
    EngineHost host = new EngineHost(conversation);
    List<Pipeline> pipelines = pipelines(host.expected());
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      PipelineResult stopped = pool.invoke(pipelines.get(0), Duration.ofMillis(50));
      assertEquals(PipelineResult.State.STOPPED, stopped.state());
      assertTrue(stopped.cut().orElseThrow().contains("did not end within"));
      assertEquals(List.of("started"), stopped.outputs());
      assertTerminating(conversation.get("steps").get(0), stopped);
      assertResult(conversation.get("steps").get(1), pool.invoke(pipelines.get(1), PATIENCE));
    }
    assertEquals(1, host.asked().stream().filter("Signal"::equals).count());
  }

  @Test
  void aThreadThatIsInterruptedStopsItsPipelineAndThePoolGoesOn() throws Exception {
    assumeTrue(Recording.areThere(), "the recordings are not there");
    JsonNode conversation = JSON.readTree(engine("stop_running"));
    EngineHost host = new EngineHost(conversation);
    List<Pipeline> pipelines = pipelines(host.expected());
    try (RunspacePool pool = RunspacePool.open(wsman(host))) {
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> pool.invoke(pipelines.get(0), PATIENCE));
      assertFalse(Thread.currentThread().isInterrupted());
      assertTrue(pool.isOpen());
      assertResult(conversation.get("steps").get(1), pool.invoke(pipelines.get(1), PATIENCE));
    }
  }

  @Test
  void anEngineThatDiesTakesItsPoolAlong() throws Exception {
    assumeTrue(Recording.areThere(), "the recordings are not there");
    EngineHost host = new EngineHost(JSON.readTree(engine("process_dies")));
    List<Pipeline> pipelines = pipelines(host.expected());
    RunspacePool pool = RunspacePool.open(wsman(host));
    IOException reset =
        assertThrows(IOException.class, () -> pool.invoke(pipelines.get(0), PATIENCE));
    assertEquals("the connection was reset", reset.getMessage());
    assertFalse(pool.isOpen());
    PoolGoneException gone =
        assertThrows(PoolGoneException.class, () -> pool.invoke("'gone'", PATIENCE));
    assertFalse(gone.begun());
    pool.close();
  }

  private static File engine(String name) {
    return Recording.folder().resolve("engine").resolve(name + ".json").toFile();
  }

  private static void assertResult(JsonNode wanted, PipelineResult result) throws IOException {
    assertEquals(wanted.get("state").asText().toUpperCase(Locale.ROOT), result.state().toString());
    assertEquals(Optional.empty(), result.cut());
    assertErrors(wanted.get("errors"), result.errors());
    assertEquals(texts(wanted.get("warnings")), result.warnings());
    assertEquals(texts(wanted.get("verbose")), result.verbose());
    assertEquals(texts(wanted.get("debug")), result.debug());
    assertEquals(texts(wanted.get("information")), result.information());
    assertTerminating(wanted, result);
    if (result.terminating().isEmpty()) { // else the recorded client has thrown outputs away
      assertOutputs(wanted.get("outputs_as_json"), result.outputs());
    }
  }

  private static List<String> texts(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static void assertErrors(JsonNode wanted, List<ErrorRecord> errors) {
    List<List<String>> all = new ArrayList<>();
    wanted.forEach(
        each ->
            all.add(
                List.of(
                    each.get("message").asText(),
                    each.get("id").asText(),
                    each.get("category").asText())));
    assertEquals(
        all,
        errors.stream()
            .map(error -> List.of(error.message(), error.id(), error.category()))
            .toList());
  }

  private static void assertTerminating(JsonNode wanted, PipelineResult result) {
    String prefix = "System.Management.Automation.RemoteException: ";
    assertEquals(
        wanted.get("terminating").isNull() ? "" : wanted.get("terminating").asText(),
        result.terminating().map(error -> prefix + error.message()).orElse(""));
  }

  private static void assertOutputs(JsonNode wanted, ImmutableList<Object> outputs)
      throws IOException {
    if (wanted.path(0).asText().equals("(600 outputs)")) {
      assertEquals(600, outputs.size());
      assertEquals(List.of(1, 2, 3), outputs.subList(0, 3));
      assertEquals(List.of(598, 599, 600), outputs.subList(597, 600));
      return;
    }
    assertEquals(wanted.size(), outputs.size());
    for (int i = 0; i < outputs.size(); i++) {
      assertOutput(wanted.get(i), outputs.get(i));
    }
  }

  private static void assertOutput(JsonNode wanted, Object output) throws IOException {
    if (wanted.isObject()) {
      String text = (String) output;
      assertEquals(wanted.get("length").asInt(), text.length());
      assertEquals(
          wanted.get("sha256").asText().toLowerCase(Locale.ROOT),
          Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString());
    } else {
      assertEquals(JSON.readTree(wanted.isNull() ? "null" : wanted.asText()), Jsons.of(output));
    }
  }

  /** The pipelines that a client has ordered by these messages. */
  private static List<Pipeline> pipelines(byte[] fragments) throws Exception {
    List<Pipeline> pipelines = new ArrayList<>();
    List<Object> input = new ArrayList<>();
    for (Message message : messages(fragments)) {
      switch (MessageType.of(message.code()).orElseThrow()) {
        case CREATE_PIPELINE -> pipelines.add(pipeline((Obj) Clixml.readOne(message.data())));
        case PIPELINE_INPUT -> input.add(Clixml.readOne(message.data()));
        case END_OF_PIPELINE_INPUT -> {
          pipelines.add(pipelines.removeLast().reading(input));
          input.clear();
        }
        default -> {}
      }
    }
    return pipelines;
  }

  private static Pipeline pipeline(Obj order) {
    Obj commands = order.object("PowerShell").orElseThrow().object("Cmds").orElseThrow();
    Obj command = (Obj) items(commands).getFirst();
    ImmutableList<Pipeline.Argument> arguments =
        items(command.object("Args").orElseThrow()).stream()
            .map(Obj.class::cast)
            .map(
                each ->
                    new Pipeline.Argument(
                        each.member("N").filter(it -> it != Nil.NIL).map(String.class::cast),
                        each.member("V").orElseThrow()))
            .collect(ImmutableList.toImmutableList());
    return new Pipeline(
        command.string("Cmd"),
        (Boolean) command.member("IsScript").orElseThrow(),
        arguments,
        Optional.empty());
  }

  private static List<Object> items(Obj list) {
    return ((Items) list.content().orElseThrow()).values();
  }

  private static List<Integer> codes(byte[] fragments) throws Exception {
    return messages(fragments).stream().map(Message::code).toList();
  }

  /** That all messages name one pool, and those about pipelines a pipeline. */
  private static void assertAddressed(byte[] fragments) throws Exception {
    assertEquals(1, messages(fragments).stream().map(Message::pool).distinct().count());
    for (Message message : messages(fragments)) {
      boolean aboutPool = message.code() <= MessageType.INIT_RUNSPACEPOOL.code();
      assertEquals(aboutPool, message.pipeline().equals(Message.NOBODY));
    }
  }

  private static List<Message> messages(byte[] fragments) throws Exception {
    return new Reassembly(1 << 20).add(fragments);
  }

  private static Wsman wsman(EngineHost host) {
    return new Wsman(host, "https://guest:5986/wsman", Duration.ofSeconds(20));
  }
}
