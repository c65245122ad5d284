package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.wsman.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host that opens a pool, and then answers to each request what a test has put up; empty answers
 * where nothing is put up.
 */
final class ScriptedHost implements Transport {

  private static final Pattern ACTION = Pattern.compile("Action [^>]*>[^<]*/(\\w+)<");
  private static final String DONE =
      "<rsp:CommandState State='http://schemas.microsoft.com/wbem/wsman/1/windows/shell/CommandState/Done'/>";

  /** An answer, or what happens instead. */
  private interface Step {
    String happens() throws IOException;
  }

  private final PsrpServer server = new PsrpServer(new UUID(1, 1));
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> envelopes = new ArrayList<>();

  /** One that says so of its state, first. */
  static ScriptedHost opening() throws Exception {
    ScriptedHost host = new ScriptedHost();
    host.answers("");
    Fragments fragments = new Fragments();
    byte[] creation =
        fragments
            .loads(
                ImmutableList.of(
                    Message.of(
                        MessageType.SESSION_CAPABILITY,
                        Message.NOBODY,
                        Message.NOBODY,
                        Orders.capability()),
                    Message.of(MessageType.INIT_RUNSPACEPOOL, Message.NOBODY, Message.NOBODY, "")),
                1000,
                1000)
            .getFirst();
    host.streams(host.server.open(creation), false);
    return host;
  }

  /** What writes messages for {@link #streams}. */
  PsrpServer server() {
    return server;
  }

  ScriptedHost answers(String body) {
    steps.add(() -> body);
    return this;
  }

  ScriptedHost faults(long code) {
    return answers(
        "<s:Fault><s:Detail><f:WSManFault xmlns:f='http://schemas.microsoft.com/wbem/wsman/1/wsmanfault' Code='%d'/></s:Detail></s:Fault>"
            .formatted(code));
  }

  ScriptedHost breaks(IOException how) {
    steps.add(
        () -> {
          throw how;
        });
    return this;
  }

  ScriptedHost streams(List<byte[]> fragments, boolean done) {
    StringBuilder body = new StringBuilder("<rsp:ReceiveResponse>");
    for (byte[] each : fragments) {
      body.append("<rsp:Stream Name='stdout'>");
      body.append(Base64.getEncoder().encodeToString(each)).append("</rsp:Stream>");
    }
    return answers(body + (done ? DONE : "") + "</rsp:ReceiveResponse>");
  }

  /** The operations that were asked. */
  List<String> asked() {
    return asked;
  }

  /** The requests. */
  List<String> envelopes() {
    return envelopes;
  }

  @Override
  public Answer post(byte[] envelope, Duration patience) throws IOException {
    String text = new String(envelope, StandardCharsets.UTF_8);
    Matcher action = ACTION.matcher(text);
    asked.add(action.find() ? action.group(1) : "");
    envelopes.add(text);
    String body = steps.isEmpty() ? "" : steps.poll().happens();
    String answer =
        "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'"
            + " xmlns:rsp='http://schemas.microsoft.com/wbem/wsman/1/windows/shell'><s:Body>"
            + body
            + "</s:Body></s:Envelope>";
    return new Answer(200, answer.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {}
}
