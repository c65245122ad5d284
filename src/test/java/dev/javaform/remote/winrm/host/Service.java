package dev.javaform.remote.winrm.host;

import java.util.Base64;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import org.w3c.dom.Element;

/** Does what WS-Management is asked for. */
final class Service {

  private static final String SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
  private static final String CONFIG = "http://schemas.microsoft.com/wbem/wsman/1/config";

  /** What an envelope needs beside its data. */
  private static final int OVERHEAD = 4096;

  /** How many pieces an answer holds where output comes in pieces. */
  private static final int FEW = 5;

  private final Settings settings;
  private final Shells shells;
  private final ShellFactory factory;
  private final AtomicInteger receives = new AtomicInteger();

  /**
   * @param arrived what follows where the answer arrives
   * @param lost undoes what the answer says, where it does not arrive
   */
  record Reply(int status, String envelope, Runnable arrived, Runnable lost) {

    static Reply of(int status, String envelope) {
      return new Reply(status, envelope, () -> {}, () -> {});
    }
  }

  /** Makes what is asked for; its resource is one of the two kinds of shells. */
  @FunctionalInterface
  interface ShellFactory {
    Shell open(Soap request, String user) throws HostFault;
  }

  Service(Settings settings, Shells shells, ShellFactory factory) {
    this.settings = settings;
    this.shells = shells;
    this.factory = factory;
  }

  Reply answer(Soap request, String user) {
    try {
      return switch (request.operation()) {
        case "Create" -> said(request, create(request, user));
        case "Command" -> said(request, command(request, user));
        case "Send" -> said(request, send(request));
        case "Receive" -> receive(request);
        case "Signal" -> said(request, signal(request));
        case "Delete" -> said(request, delete(request));
        case "Get" -> said(request, get(request));
        default -> throw HostFault.notSupported();
      };
    } catch (HostFault e) {
      return Reply.of(500, Envelopes.fault(request.message(), e));
    }
  }

  private static Reply said(Soap request, String body) {
    return Reply.of(200, Envelopes.answer(request, body));
  }

  private String create(Soap request, String user) throws HostFault {
    Shell shell = factory.open(request, user);
    shells.add(shell);
    return ("<x:ResourceCreated><a:Address>http://127.0.0.1/wsman</a:Address>"
                + "<a:ReferenceParameters><w:ResourceURI>%1$s</w:ResourceURI><w:SelectorSet>"
                + "<w:Selector Name=\"ShellId\">%2$s</w:Selector></w:SelectorSet>"
                + "</a:ReferenceParameters></x:ResourceCreated>")
            .formatted(shell.resource(), shell.id())
        + described(shell);
  }

  private String described(Shell shell) {
    return ("<rsp:Shell><rsp:ShellId>%s</rsp:ShellId><rsp:ResourceUri>%s</rsp:ResourceUri>"
            + "<rsp:Owner>%s</rsp:Owner><rsp:ClientIP>127.0.0.1</rsp:ClientIP>"
            + "<rsp:ProcessId>1868</rsp:ProcessId><rsp:IdleTimeOut>PT%d.000S</rsp:IdleTimeOut>"
            + "<rsp:InputStreams>stdin</rsp:InputStreams>"
            + "<rsp:OutputStreams>stdout stderr</rsp:OutputStreams>"
            + "<rsp:State>Connected</rsp:State></rsp:Shell>")
        .formatted(
            shell.id(),
            shell.resource(),
            Envelopes.escape(shell.user()),
            settings.idle.toSeconds());
  }

  private String command(Soap request, String user) throws HostFault {
    Shell shell = shells.get(request.shell());
    shells.requireOperation(user);
    return "<rsp:CommandResponse><rsp:CommandId>%s</rsp:CommandId></rsp:CommandResponse>"
        .formatted(shell.command(request));
  }

  private String send(Soap request) throws HostFault {
    Shell shell = shells.get(request.shell());
    for (Element stream : Soap.all(request.body(), "Stream")) {
      shell.send(
          stream.getAttribute("CommandId").toUpperCase(Locale.ROOT),
          Shell.decoded(stream),
          stream.getAttribute("End").equalsIgnoreCase("true"));
    }
    return "<rsp:SendResponse/>";
  }

  private Reply receive(Soap request) throws HostFault {
    Shell shell = shells.get(request.shell());
    String command = request.command("DesiredStream");
    Output output = shell.output(command);
    if (settings.heartbeats && receives.incrementAndGet() % 2 == 1) {
      return said(request, received(state(command, "Running", "")));
    }
    int room = (Math.min(request.largest(), settings.envelope) - OVERHEAD) / 4 * 3;
    int pieces = settings.piece == Integer.MAX_VALUE ? Integer.MAX_VALUE : FEW;
    Output.Batch batch = output.take(request.patience(), room, pieces);
    String body = streams(batch, command) + end(shell, command, batch.exit());
    return new Reply(
        200,
        Envelopes.answer(request, received(body)),
        () -> batch.exit().ifPresent(_ -> shell.done(command)),
        () -> output.restore(batch));
  }

  private static String received(String content) {
    return "<rsp:ReceiveResponse>" + content + "</rsp:ReceiveResponse>";
  }

  private static String streams(Output.Batch batch, String command) {
    StringBuilder streams = new StringBuilder();
    for (Output.Piece piece : batch.pieces()) {
      streams.append("<rsp:Stream Name=\"").append(piece.stream()).append('"');
      if (!command.isEmpty()) {
        streams.append(" CommandId=\"").append(command).append('"');
      }
      streams.append('>').append(Base64.getEncoder().encodeToString(piece.bytes()));
      streams.append("</rsp:Stream>");
    }
    return streams.toString();
  }

  private static String end(Shell shell, String command, OptionalInt exit) {
    if (command.isEmpty()) {
      return "";
    }
    if (exit.isEmpty()) {
      return shell.endsStreams() ? state(command, "Running", "") : "";
    }
    String code = "<rsp:ExitCode>%d</rsp:ExitCode>".formatted(exit.getAsInt());
    return (shell.endsStreams() ? ended("stdout", command) + ended("stderr", command) : "")
        + state(command, "Done", code);
  }

  private static String ended(String stream, String command) {
    return "<rsp:Stream Name=\"%s\" CommandId=\"%s\" End=\"true\"></rsp:Stream>"
        .formatted(stream, command);
  }

  private static String state(String command, String state, String code) {
    return "<rsp:CommandState CommandId=\"%s\" State=\"%s/CommandState/%s\">%s</rsp:CommandState>"
        .formatted(command, SHELL, state, code);
  }

  private String signal(Soap request) throws HostFault {
    Shell shell = shells.get(request.shell());
    shell.signal(request.command("Signal"), Soap.text(request.body(), "Code"));
    return "<rsp:SignalResponse/>";
  }

  private String delete(Soap request) throws HostFault {
    shells.close(request.shell());
    return "";
  }

  private String get(Soap request) throws HostFault {
    if (!request.resource().equals(CONFIG)) {
      return described(shells.get(request.shell()));
    }
    return ("<cfg:Config xmlns:cfg=\"%s\"><cfg:MaxEnvelopeSizekb>%d</cfg:MaxEnvelopeSizekb>"
            + "<cfg:MaxTimeoutms>60000</cfg:MaxTimeoutms><cfg:Winrs>"
            + "<cfg:MaxShellsPerUser>%d</cfg:MaxShellsPerUser>"
            + "<cfg:MaxMemoryPerShellMB>2147483647</cfg:MaxMemoryPerShellMB></cfg:Winrs>"
            + "</cfg:Config>")
        .formatted(CONFIG, settings.envelope >> 10, settings.shells);
  }
}
