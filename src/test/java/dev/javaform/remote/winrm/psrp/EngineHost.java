package dev.javaform.remote.winrm.psrp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.javaform.remote.winrm.wsman.RecordedIds;
import dev.javaform.remote.winrm.wsman.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host in which a real engine once ran: says what that said, when it has been asked what that was
 * asked. It was asked over another transport than WS-Management, whose operations are put in here.
 */
final class EngineHost implements Transport {

  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";
  private static final Pattern ACTION = Pattern.compile("Action [^>]*>[^<]*/(\\w+)<");
  private static final Pattern COMMAND = Pattern.compile("CommandId=\"([^\"]*)\"");
  private static final Pattern POOL = Pattern.compile("Shell ShellId=\"([^\"]*)\"");
  private static final Pattern LOAD =
      Pattern.compile("<(?:\\w+:)?(?:creationXml|Arguments|Stream)(?: [^>]*)?>([^<]*)<");
  private static final String TIMED_OUT =
      "<s:Fault><s:Detail><f:WSManFault xmlns:f='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault'"
          + " Code='2150858793'/></s:Detail></s:Fault>";

  /** What one side said. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Frame(boolean client, String element, String id, byte[] fragments) {}

  private final Deque<Frame> frames = new ArrayDeque<>();
  private final RecordedIds ids = new RecordedIds();
  private final List<String> asked = new ArrayList<>();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private String current = NOBODY;

  EngineHost(JsonNode conversation) {
    for (JsonNode each : conversation.get("frames")) {
      byte[] fragments = Base64.getDecoder().decode(each.path("base64").asText());
      String id = each.get("id").asText().toUpperCase(Locale.ROOT);
      boolean client = each.get("from").asText().equals("client");
      String element = each.get("element").asText();
      if (!element.endsWith("Ack")) {
        frames.add(new Frame(client, element, id, fragments));
      }
    }
  }

  /** What the recorded client said in all. */
  byte[] expected() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    frames.stream().filter(Frame::client).forEach(frame -> all.writeBytes(frame.fragments()));
    return all.toByteArray();
  }

  /** What has been said to it. */
  byte[] sent() {
    return sent.toByteArray();
  }

  /** Which operations were asked, in order. */
  List<String> asked() {
    return asked;
  }

  @Override
  public Answer post(byte[] envelope, Duration patience) throws IOException {
    String text = new String(envelope, StandardCharsets.UTF_8);
    String action = first(ACTION, text);
    asked.add(action);
    Matcher loads = LOAD.matcher(text);
    while (loads.find()) {
      sent.writeBytes(Base64.getDecoder().decode(loads.group(1)));
    }
    return answer(
        switch (action) {
          case "Create" -> created(text);
          case "Command" -> commanded(text);
          case "Send" -> "";
          case "Receive" -> received();
          case "Signal" -> signalled();
          case "Delete" -> "";
          default -> throw new IOException("not asked before: " + action);
        });
  }

  private static String first(Pattern pattern, String text) {
    Matcher found = pattern.matcher(text);
    return found.find() ? found.group(1) : "";
  }

  private static Answer answer(String body) {
    String envelope =
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'"
            + " xmlns:rsp='http://schemas.microsoft.com/wbem/wsman/1/windows/shell'><s:Body>"
            + body
            + "</s:Body></s:Envelope>";
    int status = body.startsWith("<s:Fault") ? 500 : 200;
    return new Answer(status, envelope.getBytes(StandardCharsets.UTF_8));
  }

  private String created(String text) throws IOException {
    byte[] creation = frames.getFirst().fragments();
    Message recorded = parsed(creation).getFirst();
    ids.learn(recorded.pool().toString().toUpperCase(Locale.ROOT), first(POOL, text));
    skipClient(NOBODY);
    return "";
  }

  private static List<Message> parsed(byte[] fragments) throws IOException {
    try {
      return new Reassembly(64 << 20).add(fragments);
    } catch (TooLargeException e) {
      throw new IOException(e);
    }
  }

  private void skipClient(String id) {
    while (!frames.isEmpty()
        && frames.getFirst().client()
        && (frames.getFirst().id().equals(id) || frames.getFirst().element().equals("Close"))) {
      frames.poll();
    }
  }

  private String commanded(String text) throws IOException {
    while (!frames.isEmpty() && !frames.getFirst().element().equals("Command")) {
      frames.poll();
    }
    if (frames.isEmpty()) {
      throw new IOException("the connection was reset");
    }
    current = frames.getFirst().id();
    ids.learn(current, first(COMMAND, text));
    skipClient(current);
    return "";
  }

  private String received() throws IOException {
    StringBuilder streams = new StringBuilder();
    boolean done = false;
    while (!frames.isEmpty() && !frames.getFirst().client()) {
      byte[] fragments = ids.actual(frames.poll().fragments());
      streams.append("<rsp:Stream Name='stdout'>");
      streams.append(Base64.getEncoder().encodeToString(fragments)).append("</rsp:Stream>");
      done |= isEnd(fragments);
    }
    if (frames.isEmpty() && streams.isEmpty()) {
      throw new IOException("the connection was reset");
    }
    if (streams.isEmpty()) {
      return TIMED_OUT;
    }
    String end =
        "<rsp:CommandState State='http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Done'/>";
    return "<rsp:ReceiveResponse>" + streams + (done ? end : "") + "</rsp:ReceiveResponse>";
  }

  /** Whether fragments hold the state of a pipeline that is over. */
  private static boolean isEnd(byte[] fragments) {
    String text = new String(fragments, StandardCharsets.ISO_8859_1);
    return text.matches("(?s).*\"PipelineState\">[345]<.*");
  }

  private String signalled() {
    if (frames.getFirst().element().equals("Signal")) {
      frames.poll();
    }
    return "<rsp:SignalResponse/>";
  }

  @Override
  public void close() {}
}
