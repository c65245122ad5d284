package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Element;

/** A shell of Windows that runs programs, one after the other (MS-WSMV 3.1.4.5 on, "WinRS"). */
public final class CommandShell implements Closeable {

  /**
   * What a program did.
   *
   * @param status its exit code
   */
  public record Ended(int status, byte[] stdout, byte[] stderr) {}

  private static final String UTF_8 = "65001";
  private static final String STREAMS = "stdout stderr";
  private static final String TERMINATE = Names.SHELL + "/signal/Terminate";

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
            Request.of(Names.TRANSFER + "/Create", Names.CMD)
                .with(ImmutableMap.of("WINRS_NOPROFILE", "FALSE", "WINRS_CODEPAGE", UTF_8), false)
                .saying(
                    xml ->
                        xml.open("rsp:Shell")
                            .element("rsp:InputStreams", "stdin")
                            .element("rsp:OutputStreams", STREAMS)
                            .close()));
    String id =
        Xml.all(answer, Names.WSMAN, "Selector").stream()
            .filter(selector -> selector.getAttribute("Name").equals("ShellId"))
            .map(selector -> selector.getTextContent().strip())
            .findFirst()
            .orElseGet(() -> Xml.text(answer, Names.SHELL, "ShellId"));
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
    return Request.of(Names.SHELL + "/" + action, Names.CMD).select(shell);
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
    String id = Xml.text(answer, Names.SHELL, "CommandId");
    if (id.isEmpty()) {
      throw new IOException("the host began a command without saying which");
    }
    return id;
  }

  private void send(String command, byte[] input) throws IOException {
    int most = (wsman.largest() - 4096) / 4 * 3;
    for (int at = 0; at < input.length; at += most) {
      int size = Math.min(most, input.length - at);
      byte[] part = new byte[size];
      System.arraycopy(input, at, part, 0, size);
      boolean last = at + size == input.length;
      wsman.call(
          request("Send")
              .saying(
                  xml -> {
                    xml.open("rsp:Send");
                    String[] attributes =
                        last
                            ? new String[] {"Name", "stdin", "CommandId", command, "End", "true"}
                            : new String[] {"Name", "stdin", "CommandId", command};
                    xml.element("rsp:Stream", Base64.getEncoder().encodeToString(part), attributes);
                    xml.close();
                  }));
    }
  }

  private Ended receive(String command) throws IOException {
    ByteArrayOutputStream stdout = new ByteArrayOutputStream();
    ByteArrayOutputStream stderr = new ByteArrayOutputStream();
    while (true) {
      Element answer;
      try {
        answer = wsman.call(receiving(command));
      } catch (FaultException e) {
        if (e.code() == FaultException.TIMED_OUT) {
          continue;
        }
        throw e;
      }
      for (Element stream : Xml.all(answer, Names.SHELL, "Stream")) {
        boolean error = stream.getAttribute("Name").equals("stderr");
        (error ? stderr : stdout).writeBytes(decoded(stream));
      }
      for (Element state : Xml.all(answer, Names.SHELL, "CommandState")) {
        if (state.getAttribute("State").endsWith("/Done")) {
          String code = Xml.text(state, Names.SHELL, "ExitCode");
          return new Ended(exit(code), stdout.toByteArray(), stderr.toByteArray());
        }
      }
    }
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

  private static byte[] decoded(Element stream) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(stream.getTextContent());
    } catch (IllegalArgumentException e) {
      throw new IOException("what a program printed did not come as Base64", e);
    }
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
    wsman.call(Request.of(Names.TRANSFER + "/Delete", Names.CMD).select(shell));
  }
}
