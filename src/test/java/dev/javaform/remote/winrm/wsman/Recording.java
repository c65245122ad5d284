package dev.javaform.remote.winrm.wsman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.w3c.dom.Element;

/**
 * A host that answers as a real one did, as long as it is asked the same. What differs from client
 * to client (ids, addresses, sizes, locale) is not compared; requests that a recording lacks get
 * its last answer of that kind, or nothing.
 */
final class Recording implements Transport {

  private static final Path FOLDER =
      Path.of(System.getProperty("javaform.fixtures", "../shared/fixtures"), "winrm");

  private record Message(Element request, String response, int status) {}

  private final Deque<Message> left = new ArrayDeque<>();

  static boolean areThere() {
    return Files.isDirectory(FOLDER);
  }

  Recording(String name) throws IOException {
    String text = Files.readString(FOLDER.resolve(name + ".yml"));
    LoadSettings settings = LoadSettings.builder().setCodePointLimit(64 << 20).build();
    Map<?, ?> all = (Map<?, ?>) new Load(settings).loadFromString(text);
    for (Object each : (List<?>) all.get("messages")) {
      Map<?, ?> message = (Map<?, ?>) each;
      Map<?, ?> error = (Map<?, ?>) message.get("transport_error");
      left.add(
          new Message(
              SoapXml.parse(((String) message.get("request")).getBytes(StandardCharsets.UTF_8)),
              (String) message.get("response"),
              error == null ? 200 : ((Number) error.get("code")).intValue()));
    }
  }

  @Override
  public Answer post(byte[] envelope, Duration patience) throws IOException {
    Element asked = SoapXml.parse(envelope);
    assertFalse(left.isEmpty(), () -> "one request too many: " + action(asked));
    Message next = left.poll();
    assertEquals(action(next.request()), action(asked));
    assertEquals(resource(next.request()), resource(asked));
    assertEquals(body(next.request()), body(asked));
    return new Answer(next.status(), next.response().getBytes(StandardCharsets.UTF_8));
  }

  void assertOver() {
    assertTrue(left.isEmpty(), () -> "not asked: " + action(left.peek().request()));
  }

  private static String action(Element envelope) {
    return SoapXml.text(envelope, Names.ADDRESSING, "Action");
  }

  private static String resource(Element envelope) {
    return SoapXml.text(envelope, Names.WSMAN, "ResourceURI");
  }

  /** Elements and attributes of a body, with their texts. */
  private static String body(Element envelope) {
    StringBuilder told = new StringBuilder();
    for (Element each :
        SoapXml.all(SoapXml.first(envelope, Names.SOAP, "Body").orElseThrow(), "*", "*")) {
      told.append(each.getLocalName());
      Map<String, String> attributes = new TreeMap<>();
      for (int i = 0; i < each.getAttributes().getLength(); i++) {
        var attribute = each.getAttributes().item(i);
        if (!attribute.getNodeName().startsWith("xmlns")) {
          attributes.put(attribute.getLocalName(), attribute.getNodeValue());
        }
      }
      told.append(attributes);
      if (SoapXml.all(each, "*", "*").isEmpty()) {
        told.append('=').append(each.getTextContent());
      }
      told.append('\n');
    }
    return told.toString();
  }

  @Override
  public void close() {}
}
