package dev.javaform.remote.winrm.wsman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Element;

/**
 * A host that answers as a real one did, as long as it is asked the same. What differs from client
 * to client (ids, addresses, sizes, locale) is not compared. Signals and questions about the
 * configuration may be missing, or come where a recording has none.
 */
public final class Recording implements Transport {

  private static final Path FOLDER =
      Path.of(System.getProperty("javaform.fixtures", "../shared/fixtures"), "winrm");

  private static final Set<String> CARRIERS = Set.of("creationXml", "Arguments", "Stream");

  private record Message(Element request, String response, int status) {}

  private final Deque<Message> left = new ArrayDeque<>();
  private final RecordedIds ids = new RecordedIds();
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private int posts;

  /** Whether there are recordings at all. */
  public static boolean areThere() {
    return Files.isDirectory(FOLDER);
  }

  /** Where they are. */
  public static Path folder() {
    return FOLDER;
  }

  private Recording() {}

  /** One of pypsrp's. */
  public Recording(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name + ".yml"));
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(64 << 20).build();
    Map<?, ?> all = (Map<?, ?>) new Load(settings).loadFromString(text);
    for (Object each : (List<?>) all.get("messages")) {
      Map<?, ?> message = (Map<?, ?>) each;
      Map<?, ?> error = (Map<?, ?>) message.get("transport_error");
      left.add(
          new Message(
              parsed((String) message.get("request")),
              (String) message.get("response"),
              error == null ? 200 : ((Number) error.get("code")).intValue()));
    }
  }

  /** One of winrm4j's: items of a request and a response, indented. */
  static Recording ofWinrm4j(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve("winrm4j").resolve(name));
    Recording recording = new Recording();
    var items =
        Pattern.compile(
            "<request [^>]*>\\s*(.*?)\\s*</request>\\s*<response>\\s*(.*?)\\s*</response>",
            Pattern.DOTALL);
    items
        .matcher(text.replaceAll("[$]\\{\\w+\\}", "x"))
        .results()
        .forEach(
            item -> recording.left.add(new Message(parsed(item.group(1)), item.group(2), 200)));
    return recording;
  }

  private static Element parsed(String text) {
    try {
      return SoapXml.parse(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** How many requests have come. */
  public int posts() {
    return posts;
  }

  /** All that the recorded client will send yet in PowerShell's protocol. */
  public byte[] all() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Message message : left) {
      all.writeBytes(carried(message.request()));
    }
    return all.toByteArray();
  }

  /** All that the recorded host will say yet in streams. */
  public byte[] answers() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (Message message : left) {
      for (Element stream : SoapXml.all(parsed(message.response()), Namespaces.SHELL, "Stream")) {
        all.writeBytes(SoapXml.base64(stream));
      }
    }
    return all.toByteArray();
  }

  /** What the recorded client sent in PowerShell's protocol. */
  public byte[] expected() {
    return expected.toByteArray();
  }

  /** What has been sent in PowerShell's protocol. */
  public byte[] sent() {
    return sent.toByteArray();
  }

  @Override
  public Answer post(byte[] envelope, Duration patience) throws IOException {
    posts++;
    Element asked = SoapXml.parse(envelope);
    String action = last(action(asked));
    if (!action.equals("Signal")) {
      skip("Signal");
    }
    if (isExtra(asked, action)) {
      return answer("<s:Envelope xmlns:s='" + Namespaces.SOAP + "'><s:Body/></s:Envelope>", 200);
    }
    assertFalse(left.isEmpty(), () -> "one request too many: " + action);
    Message next = left.poll();
    assertEquals(action(next.request()), action(asked));
    ids.learn(next.request(), asked);
    compare(next, asked);
    return answer(ids.actual(next.response()), next.status());
  }

  private void skip(String action) {
    while (!left.isEmpty() && last(action(left.peek().request())).equals(action)) {
      left.poll();
    }
  }

  private boolean isExtra(Element asked, String action) {
    boolean may = action.equals("Signal") || resource(asked).equals(Namespaces.CONFIG);
    return may && (left.isEmpty() || !action(left.peek().request()).equals(action(asked)));
  }

  private static Answer answer(String envelope, int status) {
    return new Answer(status, envelope.getBytes(StandardCharsets.UTF_8));
  }

  private void compare(Message next, Element asked) throws IOException {
    assertEquals(resource(next.request()), resource(asked));
    assertEquals(selectors(next.request()), ids.recorded(selectors(asked)));
    if (!last(action(asked)).equals("Signal")) {
      assertEquals(body(next.request()), ids.recorded(body(asked)));
    }
    byte[] said = carried(asked);
    if (resource(asked).equals(Namespaces.POWERSHELL)) {
      sent.writeBytes(said);
      expected.writeBytes(carried(next.request()));
    } else {
      assertInput(next, said);
    }
  }

  /** What a client sends in one piece another may send in several. */
  private void assertInput(Message next, byte[] said) throws IOException {
    byte[] wanted = carried(next.request());
    while (wanted.length < said.length
        && !left.isEmpty()
        && last(action(left.peek().request())).equals("Send")) {
      byte[] more = carried(left.poll().request());
      wanted = Arrays.copyOf(wanted, wanted.length + more.length);
      System.arraycopy(more, 0, wanted, wanted.length - more.length, more.length);
    }
    assertEquals(
        new String(wanted, StandardCharsets.UTF_8), new String(said, StandardCharsets.UTF_8));
  }

  /** The bytes that a request carries to the host. */
  private static byte[] carried(Element envelope) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    boolean psrp = resource(envelope).equals(Namespaces.POWERSHELL);
    for (Element each : SoapXml.all(envelope, "*", "*")) {
      if (isCarrier(each, psrp)) {
        all.writeBytes(SoapXml.base64(each));
      }
    }
    return all.toByteArray();
  }

  private static boolean isCarrier(Element element, boolean psrp) {
    return psrp
        ? CARRIERS.contains(element.getLocalName())
        : element.getLocalName().equals("Stream");
  }

  /** Fails where something was not asked. */
  public void assertOver() {
    skip("Signal");
    assertTrue(left.isEmpty(), () -> "not asked: " + action(left.peek().request()));
  }

  private static String last(String address) {
    return address.substring(address.lastIndexOf('/') + 1);
  }

  private static String action(Element envelope) {
    return SoapXml.text(envelope, Namespaces.ADDRESSING, "Action");
  }

  private static String resource(Element envelope) {
    return SoapXml.text(envelope, Namespaces.WSMAN, "ResourceURI");
  }

  private static String selectors(Element envelope) {
    return SoapXml.text(envelope, Namespaces.WSMAN, "SelectorSet");
  }

  /** Elements and attributes of a body, with their texts but for what is compared as bytes. */
  private static String body(Element envelope) {
    boolean psrp = resource(envelope).equals(Namespaces.POWERSHELL);
    StringBuilder told = new StringBuilder();
    for (Element each :
        SoapXml.all(SoapXml.first(envelope, Namespaces.SOAP, "Body").orElseThrow(), "*", "*")) {
      if (each.getLocalName().equals("IdleTimeOut")) {
        continue;
      }
      boolean carrier = isCarrier(each, psrp);
      told.append(each.getLocalName()).append(attributes(each, carrier));
      if (SoapXml.all(each, "*", "*").isEmpty() && !carrier) {
        told.append('=').append(each.getTextContent().strip());
      }
      told.append('\n');
    }
    return told.toString();
  }

  private static Map<String, String> attributes(Element element, boolean carrier) {
    Map<String, String> attributes = new TreeMap<>();
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      var attribute = element.getAttributes().item(i);
      boolean end = carrier && attribute.getNodeName().equals("End");
      if (!attribute.getNodeName().startsWith("xmlns") && !end) {
        attributes.put(attribute.getLocalName(), attribute.getNodeValue().toUpperCase(Locale.ROOT));
      }
    }
    return attributes;
  }

  @Override
  public void close() {}
}
