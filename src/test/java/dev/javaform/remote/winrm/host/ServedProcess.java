package dev.javaform.remote.winrm.host;

import dev.javaform.remote.winrm.host.model.WindowsModel;
import dev.javaform.remote.winrm.psrp.PsrpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Stands in for a PowerShell that was started to serve a client on its standard input and output:
 * lines of packets, and a guest's model behind them.
 */
public final class ServedProcess {

  private static final UUID POOL = new UUID(0, 0);
  private static final Pattern LINE =
      Pattern.compile("<(\\w+) (?:Stream='Default' )?PSGuid='([^']*)' ?/?>(?:([^<]*)</Data>)?");

  private final PrintStream out;
  private final PsrpServer server = new PsrpServer(UUID.randomUUID());
  private final Engine engine = new WindowsModel().pool();

  private ServedProcess(PrintStream out) {
    this.out = out;
  }

  /** Serves until its client hangs up. */
  public static void main(String[] args) throws Exception {
    ServedProcess process = new ServedProcess(System.out);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      process.take(line);
    }
  }

  private void take(String line) throws Exception {
    Matcher packet = LINE.matcher(line);
    if (!packet.matches()) {
      throw new IllegalArgumentException("no packet: " + line);
    }
    UUID id = UUID.fromString(packet.group(2));
    out.printf("<%sAck PSGuid='%s' />%n", packet.group(1), id);
    if (packet.group(1).equals("Data")) {
      data(id, Base64.getDecoder().decode(packet.group(3)));
    }
    out.flush();
  }

  private void data(UUID id, byte[] fragments) throws Exception {
    if (id.equals(POOL)) {
      say(POOL, server.open(fragments));
      return;
    }
    Optional<PsrpServer.Call> call = server.add(id, fragments);
    if (call.isPresent()) {
      run(id, call.get());
    }
  }

  private void run(UUID id, PsrpServer.Call call) throws InterruptedException {
    try {
      if (call.script()) {
        engine.script(call.text(), call.parameters(), pipe(id));
      } else {
        say(id, server.output(id, engine.run(call.text(), Map.copyOf(call.parameters()))));
      }
      say(id, server.completed(id));
    } catch (Engine.EngineException e) {
      say(id, server.failed(id, e.getMessage()));
    }
  }

  private Engine.Pipe pipe(UUID id) {
    return new Engine.Pipe() {
      @Override
      public void output(Object value) {
        say(id, server.output(id, value));
      }

      @Override
      public void error(String message) {
        say(id, server.error(id, message));
      }

      @Override
      public void warning(String message) {
        say(id, server.warning(id, message));
      }
    };
  }

  private void say(UUID id, List<byte[]> fragments) {
    for (byte[] each : fragments) {
      out.printf(
          "<Data Stream='Default' PSGuid='%s'>%s</Data>%n",
          id, Base64.getEncoder().encodeToString(each));
    }
  }
}
