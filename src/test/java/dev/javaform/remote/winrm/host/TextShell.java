package dev.javaform.remote.winrm.host;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.util.Optional;
import org.w3c.dom.Element;

/** The shell that runs programs, through cmd.exe unless it is told otherwise. */
final class TextShell extends Shell {

  static final String RESOURCE = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell/cmd";

  /** What cmd.exe takes. */
  private static final int LONGEST = 8191;

  private static final int BROKEN_OFF = 0xC000013A;

  private final Programs programs;
  private final int piece;
  private int operations;

  TextShell(String user, Programs programs, int piece) {
    super(Envelopes.id(), user, RESOURCE);
    this.programs = programs;
    this.piece = piece;
  }

  @Override
  String command(Soap request) throws HostFault {
    String program = Soap.text(request.body(), "Command");
    String line =
        Soap.all(request.body(), "Arguments").stream()
            .map(Element::getTextContent)
            .collect(joining(" ", program + " ", ""))
            .strip();
    boolean bare =
        request.options().getOrDefault("WINRS_SKIP_CMD_SHELL", "").equalsIgnoreCase("true");
    Optional<Console.Program> found = programs.find(line);
    if (bare && found.isEmpty()) {
      throw HostFault.noSuchProgram();
    }
    Console.Program wanted =
        !bare && line.length() > LONGEST
            ? Programs.complaining("The command line is too long.")
            : found.orElseGet(() -> Programs.unknown(program));
    String id = Envelopes.id();
    operations++;
    commands.put(id, start(wanted));
    return id;
  }

  private Running start(Console.Program program) {
    Output output = new Output(piece);
    Input input = new Input();
    Thread thread =
        Thread.ofVirtual().start(() -> output.end(exit(program, new Console(input, output))));
    return new Running(output, input, thread);
  }

  private static int exit(Console.Program program, Console console) {
    try {
      return program.run(console);
    } catch (IOException | InterruptedException _) {
      return BROKEN_OFF;
    }
  }

  @Override
  void send(String command, byte[] bytes, boolean last) throws HostFault {
    running(command).input().add(bytes, last);
  }

  @Override
  boolean endsStreams() {
    return true;
  }

  @Override
  void done(String command) {
    commands.remove(command);
  }

  /** Signalling them does not give them back. */
  @Override
  int operations() {
    return operations;
  }

  /** Forgotten already when it had ended, which is no fault. */
  @Override
  void signal(String command, String code) {
    Optional.ofNullable(commands.remove(command)).ifPresent(Running::stop);
  }
}
