package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableMap;
import dev.javaform.python.JsonReader;
import dev.javaform.remote.winrm.http.HttpConnection;
import dev.javaform.remote.winrm.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other clients sent, word by word but for the ids that a host chooses, is understood. */
@Timeout(60)
class CapturedClientsTest {

  private static final Path FOLDER =
      Path.of(System.getProperty("javaform.fixtures", "../shared/fixtures"), "winrm", "captures");

  private static final Pattern ID = Pattern.compile("[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}");
  private static final Pattern CHOSEN =
      Pattern.compile("<rsp:(?:ShellId|CommandId)>(" + ID.pattern() + ")<");

  @BeforeEach
  void captures() {
    assumeTrue(Files.isDirectory(FOLDER), "the captures are not there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ansible-raw-basic", "pywinrm-basic", "pywinrm-ntlm-encrypted"})
  void whatTheySentIsAnswered(String name) throws IOException {
    Settings settings = new Settings().basic().unencrypted().account("gamer", "Sw0rdfish!");
    Map<String, String> ids = new LinkedHashMap<>();
    int asked = 0;
    try (WindowsHost host = WindowsHost.plain(settings)) {
      HttpConnection connection = Wire.to(host).dial();
      for (Object each : exchanges(name)) {
        Map<?, ?> exchange = (Map<?, ?>) each;
        String request = text(exchange, "request");
        if (request.contains("Envelope")) {
          String answer = post(connection, mapped(request, ids));
          learn(text(exchange, "response"), answer, ids);
          asked++;
        }
      }
      assertEquals(0, host.shells());
    }
    assertTrue(asked >= 5, () -> name);
  }

  private static List<?> exchanges(String name) throws IOException {
    String json = Files.readString(FOLDER.resolve(name + ".json"));
    return (List<?>) ((Map<?, ?>) JsonReader.read(json)).get("exchanges");
  }

  private static String text(Map<?, ?> exchange, String which) {
    if (exchange.get(which + "_plaintext") instanceof String plain) {
      return plain;
    }
    return exchange.get(which + "_body_base64") instanceof String base64
        ? new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8)
        : "";
  }

  private static String mapped(String request, Map<String, String> ids) {
    return ID.matcher(request).replaceAll(found -> ids.getOrDefault(found.group(), found.group()));
  }

  private static void learn(String recorded, String answered, Map<String, String> ids) {
    Matcher old = CHOSEN.matcher(recorded);
    Matcher now = CHOSEN.matcher(answered);
    while (old.find()) {
      assertTrue(now.find(), answered);
      ids.put(old.group(1), now.group(1));
    }
  }

  private static String post(HttpConnection connection, String envelope) throws IOException {
    byte[] account = (Settings.USER + ":" + Settings.PASSWORD).getBytes(StandardCharsets.UTF_8);
    HttpResponse response =
        connection.post(
            "/wsman",
            ImmutableMap.of(
                "Content-Type",
                "application/soap+xml;charset=UTF-8",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(account)),
            envelope.getBytes(StandardCharsets.UTF_8),
            Duration.ofSeconds(30));
    String answer = new String(response.body(), StandardCharsets.UTF_8);
    assertEquals(200, response.status(), answer);
    return answer;
  }
}
