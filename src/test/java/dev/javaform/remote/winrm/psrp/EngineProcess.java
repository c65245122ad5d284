package dev.javaform.remote.winrm.psrp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.Wire;
import dev.javaform.remote.winrm.wsman.RecordedIds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process in which a real engine once ran: it says what that said when it has been told what that
 * was told, line by line as it was recorded.
 */
final class EngineProcess implements Carrier {

  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final Pattern LINE =
      Pattern.compile("<(\\w+) (?:Stream='Default' )?PSGuid='([^']*)' ?/?>(?:([^<]*)</Data>)?");

  private final Deque<EngineHost.Frame> frames = new ArrayDeque<>();
  private final RecordedIds ids = new RecordedIds();
  private String command = "";
  private String current = NOBODY;

  EngineProcess(JsonNode conversation) {
    for (JsonNode each : conversation.get("frames")) {
      frames.add(
          new EngineHost.Frame(
              each.get("from").asText().equals("client"),
              each.get("element").asText(),
              each.get("id").asText().toUpperCase(Locale.ROOT),
              Base64.getDecoder().decode(each.path("base64").asText())));
    }
  }

  /** What was started. */
  String command() {
    return command;
  }

  @Override
  public Wire start(String line, Receiver receiver) {
    command = line;
    return new Lines(receiver);
  }

  @Override
  public Tunnel forward(String host, int port, Limit limit) throws IOException {
    throw new IOException("no way");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public String place() {
    return "the recording";
  }

  @Override
  public void close() {
    // nothing was opened
  }

  private final class Lines implements Wire {

    private final Receiver receiver;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Receiver receiver) {
      this.receiver = receiver;
    }

    @Override
    public void write(byte[] bytes, int from, int length, Duration patience) throws IOException {
      for (int i = from; i < from + length; i++) {
        if (bytes[i] == '\n') {
          take(line.toString(StandardCharsets.US_ASCII));
          line.reset();
        } else {
          line.write(bytes[i]);
        }
      }
    }

    private void take(String said) throws IOException {
      Matcher packet = LINE.matcher(said);
      if (!packet.matches()) {
        throw new IOException("no packet: " + said);
      }
      String kind = packet.group(1);
      String id = packet.group(2);
      say("<%sAck PSGuid='%s' />".formatted(kind, id));
      switch (kind) {
        case "Data" -> data(id, Base64.getDecoder().decode(packet.group(3)));
        case "Command" -> command(id);
        case "Signal" -> {
          frames.poll();
          tell();
        }
        default -> {} // nobody waits for what is said of it
      }
    }

    private void data(String id, byte[] fragments) throws IOException {
      if (id.equals(NOBODY)) {
        Message recorded = first(frames.getFirst().fragments());
        ids.learn(upper(recorded), upper(first(fragments)));
      }
      tell();
    }

    private void command(String id) throws IOException {
      while (!frames.isEmpty() && !frames.getFirst().element().equals("Command")) {
        frames.poll();
      }
      if (frames.isEmpty()) {
        throw new IOException("nothing more was recorded");
      }
      current = frames.poll().id();
      ids.learn(current, id.toUpperCase(Locale.ROOT));
    }

    /** What the engine said next, up to what the client said. */
    private void tell() {
      while (!frames.isEmpty() && !isTurn(frames.getFirst())) {
        EngineHost.Frame next = frames.poll();
        if (!next.client() && next.element().equals("Data")) {
          String id = next.id().equals(NOBODY) ? NOBODY : ids.now(next.id());
          say(
              "<Data Stream='Default' PSGuid='%s'>%s</Data>"
                  .formatted(
                      id.toLowerCase(Locale.ROOT),
                      Base64.getEncoder().encodeToString(ids.actual(next.fragments()))));
        }
      }
      if (frames.isEmpty()) {
        receiver.closed("");
      }
    }

    /** More of the same pipeline may come at once where it came bit by bit. */
    private static boolean isTurn(EngineHost.Frame frame) {
      return frame.client()
          && (frame.element().equals("Command") || frame.element().equals("Signal"));
    }

    private void say(String text) {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.US_ASCII);
      receiver.out(bytes, 0, bytes.length);
    }

    private static String upper(Message message) {
      return message.pool().toString().toUpperCase(Locale.ROOT);
    }

    private static Message first(byte[] fragments) throws IOException {
      try {
        return new Reassembly(64 << 20).add(fragments).getFirst();
      } catch (TooLargeException e) {
        throw new IOException(e);
      }
    }

    @Override
    public void end() {
      // it ends when it is closed
    }

    @Override
    public void close() {
      // it is no real process
    }
  }
}
