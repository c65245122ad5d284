package dev.javaform.remote.winrm.host;

import dev.javaform.remote.winrm.psrp.PsrpServer;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.w3c.dom.Element;

/** A pool of one runspace: pipelines run one after the other, whatever the client does. */
final class PoolShell extends Shell {

  static final String RESOURCE = "http://schemas.microsoft.com/powershell/Microsoft.PowerShell";

  private static final String STREAM = "stdout";

  private final Engine engine;
  private final PsrpServer server;
  private final int piece;
  private final Output own;
  private final ReentrantLock runspace = new ReentrantLock(true);

  private PoolShell(UUID id, String user, Engine engine, int piece, byte[] creation)
      throws IOException {
    super(text(id), user, RESOURCE);
    this.engine = engine.pool();
    this.piece = piece;
    this.server = new PsrpServer(id);
    this.own = new Output(piece);
    say(own, server.open(creation));
  }

  static PoolShell open(Soap request, String user, Engine engine, int piece) throws HostFault {
    Element shell = Soap.first(request.body(), "Shell").orElseThrow(HostFault::badArgument);
    Element creation = Soap.first(shell, "creationXml").orElseThrow(HostFault::badArgument);
    try {
      return new PoolShell(
          UUID.fromString(shell.getAttribute("ShellId")), user, engine, piece, decoded(creation));
    } catch (IOException | IllegalArgumentException _) {
      throw HostFault.badArgument();
    }
  }

  private static String text(UUID id) {
    return id.toString().toUpperCase(Locale.ROOT);
  }

  private static void say(Output output, List<byte[]> fragments) {
    fragments.forEach(each -> output.add(STREAM, each));
  }

  @Override
  Output output(String command) throws HostFault {
    return command.isEmpty() ? own : running(command).output();
  }

  @Override
  String command(Soap request) throws HostFault {
    String id = request.command("CommandLine");
    String first = Soap.text(request.body(), "Arguments");
    if (id.isEmpty() || first.isEmpty()) {
      throw HostFault.badArgument();
    }
    Output output = new Output(piece);
    commands.put(id, new Running(output, new Input(), new Thread()));
    feed(id, Base64.getMimeDecoder().decode(first));
    return id;
  }

  @Override
  void send(String command, byte[] bytes, boolean last) throws HostFault {
    running(command);
    feed(command, bytes);
  }

  private void feed(String command, byte[] bytes) throws HostFault {
    Optional<PsrpServer.Call> call;
    try {
      call = server.add(UUID.fromString(command), bytes);
    } catch (Exception _) {
      throw HostFault.badArgument();
    }
    if (call.isPresent()) {
      Running known = running(command);
      Thread thread =
          Thread.ofVirtual()
              .unstarted(() -> run(UUID.fromString(command), call.get(), known.output()));
      commands.put(command, new Running(known.output(), known.input(), thread));
      thread.start();
    }
  }

  private void run(UUID id, PsrpServer.Call call, Output output) {
    try {
      runspace.lockInterruptibly();
      try {
        execute(id, call, output);
        say(output, server.completed(id));
      } finally {
        runspace.unlock();
      }
    } catch (Engine.EngineException e) {
      say(output, server.failed(id, e.getMessage()));
    } catch (InterruptedException _) {
      say(output, server.stopped(id));
    }
    output.end(0);
  }

  private void execute(UUID id, PsrpServer.Call call, Output output)
      throws Engine.EngineException, InterruptedException {
    if (!call.script()) {
      say(output, server.output(id, engine.run(call.text(), call.parameters())));
      return;
    }
    engine.script(
        call.text(),
        call.parameters(),
        new Engine.Pipe() {
          @Override
          public void output(Object value) {
            say(output, server.output(id, value));
          }

          @Override
          public void error(String message) {
            say(output, server.error(id, message));
          }

          @Override
          public void warning(String message) {
            say(output, server.warning(id, message));
          }
        });
  }

  /** The pipeline is asked to stop and says so itself, unless it is to be forgotten. */
  @Override
  void signal(String command, String code) throws HostFault {
    if (code.toLowerCase(Locale.ROOT).endsWith("terminate")) {
      super.signal(command, code);
    } else {
      running(command).thread().interrupt();
    }
  }

  @Override
  boolean endsStreams() {
    return false;
  }

  @Override
  void done(String command) {
    commands.remove(command);
  }

  @Override
  int operations() {
    return commands.size();
  }

  @Override
  void close() {
    super.close();
    own.abort();
  }
}
