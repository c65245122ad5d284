package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.clixml.Items;
import dev.javaform.remote.winrm.clixml.Nil;
import dev.javaform.remote.winrm.clixml.Obj;
import dev.javaform.remote.winrm.clixml.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The host's side of PowerShell's remoting, for one pool (MS-PSRP 3.2): reads what pipelines are to
 * do, and writes what these say. The client's own fragments and values carry it, so that it proves
 * nothing about those; recordings of real hosts do.
 */
public final class PsrpServer {

  /**
   * What a pipeline is to do.
   *
   * @param text a command's name, or a script
   * @param parameters by name, those by position as "0", "1" and so on
   */
  public record Call(
      String text, boolean script, ImmutableMap<String, Object> parameters, List<Object> input) {}

  /** As much of a message as a fragment of a real host carries. */
  private static final int LOAD = 32 << 10;

  private static final int MOST = 64 << 20;
  private static final int OPENED = 2;
  private static final int STOPPED = 3;
  private static final int COMPLETED = 4;
  private static final int FAILED = 5;

  private final UUID pool;
  private final Fragments fragments = new Fragments();
  private final Map<UUID, Incoming> incoming = new HashMap<>();

  public PsrpServer(UUID pool) {
    this.pool = pool;
  }

  /** What has come of one pipeline. */
  private static final class Incoming {
    private final Reassembly bytes = new Reassembly(MOST);
    private final List<Object> input = new ArrayList<>();
    private Optional<Obj> create = Optional.empty();
    private boolean complete;
  }

  /**
   * What the pool says once it is open.
   *
   * @param creation the first messages of the client
   * @throws PsrpException where these are not what opens a pool
   */
  public synchronized ImmutableList<byte[]> open(byte[] creation) throws PsrpException {
    List<Integer> codes =
        messages(new Reassembly(MOST), creation).stream().map(Message::code).toList();
    List<Integer> due =
        List.of(MessageType.SESSION_CAPABILITY.code(), MessageType.INIT_RUNSPACEPOOL.code());
    if (!codes.equals(due)) {
      throw new PsrpException("a pool is opened by other messages than " + codes);
    }
    return ImmutableList.<byte[]>builder()
        .addAll(said(MessageType.SESSION_CAPABILITY, Message.NOBODY, Orders.capability()))
        .addAll(said(MessageType.APPLICATION_PRIVATE_DATA, Message.NOBODY, versions()))
        .addAll(
            said(
                MessageType.RUNSPACEPOOL_STATE,
                Message.NOBODY,
                Clixml.write(Obj.of(ImmutableMap.of("RunspaceState", OPENED)))))
        .build();
  }

  private static String versions() {
    Obj table =
        Obj.of(
            ImmutableList.of(
                "System.Management.Automation.PSPrimitiveDictionary",
                "System.Collections.Hashtable",
                "System.Object"),
            ImmutableMap.of("PSVersion", Scalar.version("5.1.26100.1"), "PSEdition", "Desktop"));
    return Clixml.write(
        Obj.of(
            ImmutableMap.of(
                "ApplicationPrivateData",
                Obj.of(
                    ImmutableList.of(
                        "System.Management.Automation.PSPrimitiveDictionary",
                        "System.Collections.Hashtable",
                        "System.Object"),
                    ImmutableMap.of("PSVersionTable", table)))));
  }

  private static ImmutableList<Message> messages(Reassembly stream, byte[] bytes)
      throws PsrpException {
    try {
      return stream.add(bytes);
    } catch (TooLargeException e) {
      throw new PsrpException(e.getMessage());
    }
  }

  /** Takes more bytes of a pipeline; tells what to do as soon as all of that is there, once. */
  public synchronized Optional<Call> add(UUID pipeline, byte[] bytes) throws Exception {
    Incoming one = incoming.computeIfAbsent(pipeline, _ -> new Incoming());
    for (Message message : messages(one.bytes, bytes)) {
      take(one, message);
    }
    boolean ready =
        one.create.isPresent()
            && (one.complete || Boolean.TRUE.equals(one.create.get().notes().get("NoInput")));
    if (!ready) {
      return Optional.empty();
    }
    incoming.remove(pipeline);
    return Optional.of(call(one.create.get(), one.input));
  }

  private static void take(Incoming one, Message message) throws Exception {
    switch (MessageType.of(message.code()).orElseThrow()) {
      case CREATE_PIPELINE -> one.create = Optional.of((Obj) Clixml.readOne(message.data()));
      case PIPELINE_INPUT -> one.input.add(Clixml.readOne(message.data()));
      case END_OF_PIPELINE_INPUT -> one.complete = true;
      default -> throw new PsrpException("a client does not send messages of " + message.code());
    }
  }

  private static Call call(Obj create, List<Object> input) {
    Obj commands = create.object("PowerShell").flatMap(it -> it.object("Cmds")).orElseThrow();
    Obj command = (Obj) items(commands).getFirst();
    Map<String, Object> parameters = new LinkedHashMap<>();
    for (Object each : items(command.object("Args").orElseThrow())) {
      Obj argument = (Obj) each;
      Object name = argument.member("N").orElse(Nil.NIL);
      parameters.put(
          name == Nil.NIL ? "" + parameters.size() : name.toString(),
          argument.member("V").orElse(Nil.NIL));
    }
    return new Call(
        command.string("Cmd"),
        Boolean.TRUE.equals(command.member("IsScript").orElse(false)),
        ImmutableMap.copyOf(parameters),
        List.copyOf(input));
  }

  private static List<Object> items(Obj list) {
    return ((Items) list.content().orElseThrow()).values();
  }

  /** A value that a pipeline writes. */
  public ImmutableList<byte[]> output(UUID pipeline, Object value) {
    return said(MessageType.PIPELINE_OUTPUT, pipeline, Clixml.write(value));
  }

  /** An error that it goes on after. */
  public ImmutableList<byte[]> error(UUID pipeline, String message) {
    return said(MessageType.ERROR_RECORD, pipeline, Clixml.write(record(message)));
  }

  /** A warning. */
  public ImmutableList<byte[]> warning(UUID pipeline, String message) {
    Obj record = Obj.of(ImmutableMap.of("InformationalRecord_Message", message));
    return said(MessageType.WARNING_RECORD, pipeline, Clixml.write(record));
  }

  /** Its end. */
  public ImmutableList<byte[]> completed(UUID pipeline) {
    return state(pipeline, ImmutableMap.of("PipelineState", COMPLETED));
  }

  /** Its end by an error. */
  public ImmutableList<byte[]> failed(UUID pipeline, String message) {
    return state(
        pipeline,
        ImmutableMap.of("PipelineState", FAILED, "ExceptionAsErrorRecord", record(message)));
  }

  /** Its end by the client's will. */
  public ImmutableList<byte[]> stopped(UUID pipeline) {
    return state(
        pipeline,
        ImmutableMap.of(
            "PipelineState",
            STOPPED,
            "ExceptionAsErrorRecord",
            record("The pipeline has been stopped.")));
  }

  private ImmutableList<byte[]> state(UUID pipeline, ImmutableMap<String, Object> notes) {
    return said(MessageType.PIPELINE_STATE, pipeline, Clixml.write(Obj.of(notes)));
  }

  private static Obj record(String message) {
    Obj exception =
        new Obj(
            ImmutableList.of("System.Management.Automation.RuntimeException", "System.Exception"),
            Optional.of(message),
            Optional.empty(),
            ImmutableMap.of("Message", message),
            ImmutableMap.of());
    return new Obj(
        ImmutableList.of("System.Management.Automation.ErrorRecord", "System.Object"),
        Optional.of(message),
        Optional.empty(),
        ImmutableMap.of(),
        ImmutableMap.of(
            "Exception",
            exception,
            "FullyQualifiedErrorId",
            "Double",
            "ErrorCategory_Category",
            7,
            "InvocationInfo",
            Nil.NIL));
  }

  private synchronized ImmutableList<byte[]> said(MessageType type, UUID pipeline, String clixml) {
    return fragments.loads(ImmutableList.of(Message.of(type, pool, pipeline, clixml)), LOAD, LOAD);
  }
}
