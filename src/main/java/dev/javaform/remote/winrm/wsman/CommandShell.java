package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.w3c.dom.Element;

/** A shell of Windows that runs programs, one after the other (MS-WSMV 3.1.4.5 on, "WinRS"). */
public final class CommandShell implements Closeable {

  /**
   * What a program did.
   *
   * @param status its exit code
   */
  @SuppressWarnings("ArrayRecordComponent") // output, which is not copied; never compared
  public record Ended(int status, byte[] stdout, byte[] stderr) {}

  private static final String UTF_8 = "65001";
  private static final String STREAMS = "stdout stderr";
  static final String TERMINATE = Namespaces.SHELL + "/signal/Terminate";

  private final Wsman wsman;
  private final String shell;

  private CommandShell(Wsman wsman, String shell) {
    this.wsman = wsman;
    this.shell = shell;
  }

  /** Opens one whose programs print UTF-8. */
  public static CommandShell open(Wsman wsman) throws IOException {
    Element answer =
        wsman.call(
            Request.of(Namespaces.TRANSFER + "/Create", Namespaces.CMD)
                .with(ImmutableMap.of("WINRS_NOPROFILE", "FALSE", "WINRS_CODEPAGE", UTF_8), false)
                .saying(
                    xml ->
                        xml.open("rsp:Shell")
                            .element("rsp:InputStreams", "stdin")
                            .element("rsp:OutputStreams", STREAMS)
                            .close()));
    String id =
        SoapXml.all(answer, Namespaces.WSMAN, "Selector").stream()
            .filter(selector -> selector.getAttribute("Name").equals("ShellId"))
            .map(selector -> selector.getTextContent().strip())
            .findFirst()
            .orElseGet(() -> SoapXml.text(answer, Namespaces.SHELL, "ShellId"));
    if (id.isEmpty()) {
      throw new IOException("the host opened a shell without saying which");
    }
    return new CommandShell(wsman, id);
  }

  /**
   * Runs a program to its end.
   *
   * @param input what it reads; empty for nothing
   */
  public Ended run(String program, List<String> arguments, byte[] input) throws IOException {
    String command = start(program, arguments);
    try {
      send(command, input);
      return receive(command);
    } finally {
      end(command);
    }
  }

  private Request request(String action) {
    return Request.of(Namespaces.SHELL + "/" + action, Namespaces.CMD).select(shell);
  }

  private String start(String program, List<String> arguments) throws IOException {
    Element answer =
        wsman.call(
            request("Command")
                .with(
                    ImmutableMap.of(
                        "WINRS_CONSOLEMODE_STDIN", "TRUE", "WINRS_SKIP_CMD_SHELL", "FALSE"),
                    false)
                .saying(
                    xml -> {
                      xml.open("rsp:CommandLine").element("rsp:Command", program);
                      arguments.forEach(argument -> xml.element("rsp:Arguments", argument));
                      xml.close();
                    }));
    String id = SoapXml.text(answer, Namespaces.SHELL, "CommandId");
    if (id.isEmpty()) {
      throw new IOException("the host began a command without saying which");
    }
    return id;
  }

  private void send(String command, byte[] input) throws IOException {
    int most = wsman.room(sending(command, new byte[0], true));
    for (int at = 0; at < input.length; at += most) {
      int end = Math.min(at + most, input.length);
      byte[] part = Arrays.copyOfRange(input, at, end);
      wsman.call(sending(command, part, end == input.length));
    }
  }

  private Request sending(String command, byte[] part, boolean last) {
    String[] attributes =
        last
            ? new String[] {"Name", "stdin", "CommandId", command, "End", "true"}
            : new String[] {"Name", "stdin", "CommandId", command};
    return request("Send")
        .saying(
            xml ->
                xml.open("rsp:Send")
                    .element("rsp:Stream", Base64.getEncoder().encodeToString(part), attributes)
                    .close());
  }

  private Ended receive(String command) throws IOException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    Optional<Integer> status = Optional.empty();
    while (status.isEmpty()) {
      Optional<Element> answer = wsman.waitFor(receiving(command));
      if (answer.isPresent()) {
        for (Element stream : SoapXml.all(answer.get(), Namespaces.SHELL, "Stream")) {
          boolean error = stream.getAttribute("Name").equals("stderr");
          (error ? stderr : stdout).writeBytes(SoapXml.base64(stream));
        }
        status = done(answer.get());
      }
    }
    return new Ended(status.get(), stdout.toByteArray(), stderr.toByteArray());
  }

  /** The exit code of a command that an answer says is over. */
  static Optional<Integer> done(Element answer) throws IOException {
    for (Element state : SoapXml.all(answer, Namespaces.SHELL, "CommandState")) {
      if (state.getAttribute("State").endsWith("/Done")) {
        return Optional.of(exit(SoapXml.text(state, Namespaces.SHELL, "ExitCode")));
      }
    }
    return Optional.empty();
  }

  private Request receiving(String command) {
    return request("Receive")
        .with(ImmutableMap.of("WSMAN_CMDSHELL_OPTION_KEEPALIVE", "TRUE"), false)
        .saying(
            xml ->
                xml.open("rsp:Receive")
                    .element("rsp:DesiredStream", STREAMS, "CommandId", command)
                    .close());
  }

  /** Exit codes are 32 bits, with or without a sign. */
  private static int exit(String code) throws IOException {
    try {
      return (int) Long.parseLong(code.isEmpty() ? "0" : code);
    } catch (NumberFormatException e) {
      throw new IOException("the exit code \"" + code + "\" is no number", e);
    }
  }

  /** Frees what the host keeps of a command; where that fails, closing the shell does. */
  private void end(String command) {
    try {
      wsman.call(
          request("Signal")
              .saying(
                  xml ->
                      xml.open("rsp:Signal", "CommandId", command)
                          .element("rsp:Code", TERMINATE)
                          .close()));
    } catch (IOException _) {
      // closing the shell ends all that is left in it
    }
  }

  /** Ends the shell and everything in it. */
  @Override
  public void close() throws IOException {
    wsman.call(Request.of(Namespaces.TRANSFER + "/Delete", Namespaces.CMD).select(shell));
  }
}
