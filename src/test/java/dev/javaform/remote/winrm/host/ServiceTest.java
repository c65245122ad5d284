package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.http.HttpConnection;
import dev.javaform.remote.winrm.http.HttpResponse;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the double answers on the wire, word by word. */
@Timeout(60)
class ServiceTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
  private static final String TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
  private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

  private static final String BASIC =
      "Basic "
          + Base64.getEncoder()
              .encodeToString(
                  (Settings.USER + ":" + Settings.PASSWORD).getBytes(StandardCharsets.UTF_8));

  private final Settings settings = new Settings().basic().unencrypted();
  private Optional<WindowsHost> host = Optional.empty();

  @AfterEach
  void close() throws IOException {
    if (host.isPresent()) {
      host.get().close();
    }
  }

  private HttpConnection connection() throws IOException {
    if (host.isEmpty()) {
      host = Optional.of(WindowsHost.plain(settings));
    }
    return Wire.to(host.get()).dial();
  }

  @Test
  void whoSaysNothingIsToldHowToProveIt() throws IOException {
    HttpResponse response = post(connection(), "", "");
    assertEquals(401, response.status());
    assertEquals(
        ImmutableList.of("Negotiate", "Basic realm=\"WSMAN\""), response.all("WWW-Authenticate"));
    assertEquals(0, response.body().length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic Z2FtZXI6eA==", "Bearer abc", "Negotiate YWJj", "Kerberos"})
  void whatProvesNothingIsRefused(String proof) throws IOException {
    assertEquals(401, post(connection(), proof, "").status());
  }

  @Test
  void aProofCountsForItsConnectionAlone() throws IOException {
    HttpConnection first = connection();
    prove(first);
    String create = create("s", "uuid:0");
    assertEquals(200, post(first, "", create).status());
    assertEquals(401, post(connection(), "", create).status());
  }

  @Test
  void whatIsNotSealedIsRefusedUnlessThatIsAllowed() throws IOException {
    WindowsHost strict = WindowsHost.plain(new Settings());
    host = Optional.of(strict);
    HttpConnection proved = connection();
    prove(proved);
    HttpResponse response = post(proved, "", create("s", "uuid:0"));
    assertEquals(500, response.status());
    assertEquals(0, response.body().length);
    assertEquals(0, strict.shells());
  }

  /** As others write it: other prefixes, nothing qualified, lower case, another host's address. */
  @ParameterizedTest
  @ValueSource(strings = {"s", "env", "SOAP-ENV"})
  void envelopesAreReadWithTolerance(String prefix) throws IOException {
    String id = "uuid:2abf2457-e41c-42c9-aa74-856c19c15d1a";
    HttpResponse response = post(connection(), BASIC, create(prefix, id));
    String text = text(response);
    assertEquals(200, response.status(), text);
    assertTrue(text.contains("<a:RelatesTo>" + id + "</a:RelatesTo>"), text);
    String shell = inside(text, "ShellId");
    assertTrue(shell.matches("[0-9A-F-]{36}"), shell);
  }

  @Test
  void aCommandFromItsBeginningToItsEnd() throws IOException {
    HttpConnection connection = connection();
    String shell = inside(text(post(connection, BASIC, create("s", "uuid:1"))), "ShellId");
    String command = begin(connection, shell, "echo", "hi");
    String received = ask(connection, shell, "Receive", receive(command));
    assertTrue(received.contains(">aGkNCg==</rsp:Stream>"), received);
    assertTrue(received.contains("Name=\"stderr\" CommandId=\"" + command + "\" End=\"true\""));
    assertTrue(received.contains("CommandState/Done\"><rsp:ExitCode>0</rsp:ExitCode>"), received);
    assertFault(0x8033805BL, ask(connection, shell, "Receive", receive(command)));
    String signal = ask(connection, shell, "Signal", signal(command, "terminate"));
    assertTrue(signal.contains("<rsp:SignalResponse/>"), signal);
    String deleted =
        text(post(connection, BASIC, envelope("s", "uuid:9", TRANSFER + "/Delete", shell, "", "")));
    assertTrue(deleted.contains("<s:Body></s:Body>"), deleted);
    assertFault(0x8033805BL, ask(connection, shell, "Receive", receive(command)));
  }

  @Test
  void whatCannotBeDoneHasItsNumber() throws IOException {
    HttpConnection connection = connection();
    String shell = inside(text(post(connection, BASIC, create("s", "uuid:1"))), "ShellId");
    assertFault(0x8033805BL, ask(connection, NOBODY, "Receive", receive(NOBODY)));
    assertFault(0x8033805BL, ask(connection, shell, "Receive", receive(NOBODY)));
    assertFault(
        0x57L,
        ask(
            connection,
            shell,
            "Receive",
            "<r:Receive><r:DesiredStream>stdout</r:DesiredStream></r:Receive>"));
    assertFault(0x80338028L, ask(connection, shell, "Reconnect", ""));
    String bare =
        "<w:OptionSet><w:Option Name=\"WINRS_SKIP_CMD_SHELL\">TRUE</w:Option></w:OptionSet>";
    String unknown =
        envelope("s", "uuid:2", SHELL + "/Command", shell, bare, commandLine("no.exe", ""));
    assertFault(0x80070002L, text(post(connection, BASIC, unknown)));
    String odd = create("s", "uuid:3").replace("PT2S", "soon");
    assertFault(0x8033800FL, text(post(connection, BASIC, odd)));
  }

  @Test
  void receiveIsHeldAndSaysThatNothingCame() throws IOException {
    HttpConnection connection = connection();
    String shell = inside(text(post(connection, BASIC, create("s", "uuid:1"))), "ShellId");
    String command = begin(connection, shell, "more", "");
    long before = System.nanoTime();
    HttpResponse held =
        post(
            connection,
            BASIC,
            envelope("s", "uuid:4", SHELL + "/Receive", shell, "", receive(command)));
    assertTrue(System.nanoTime() - before >= Duration.ofSeconds(2).toNanos());
    assertEquals(500, held.status());
    assertFault(0x80338029L, text(held));
    assertTrue(text(held).contains("w:TimedOut"));
  }

  @Test
  void aSignalEndsWhatWaitsForOutput() throws Exception {
    HttpConnection one = connection();
    HttpConnection other = connection();
    String shell = inside(text(post(one, BASIC, create("s", "uuid:1"))), "ShellId");
    String command = begin(one, shell, "more", "");
    Thread signalling =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (host.orElseThrow().traffic().operations().count("Receive") == 0) {
                      Thread.sleep(10);
                    }
                    ask(other, shell, "Signal", signal(command, "ctrl_c"));
                  } catch (IOException | InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    String received = ask(one, shell, "Receive", receive(command));
    signalling.join();
    assertTrue(
        received.contains("Code=\"995\"") || received.contains("CommandState/Done"), received);
  }

  @ParameterizedTest
  @CsvSource({"153, 413", "152, 200"})
  void anEnvelopeHasItsLargestSize(int kilobytes, int status) throws IOException {
    settings.envelopeOf(152);
    String padding = " ".repeat((kilobytes << 10) - create("s", "uuid:1").length());
    assertEquals(status, post(connection(), BASIC, create("s", "uuid:1") + padding).status());
  }

  @Test
  void theConfigurationTellsHowLargeEnvelopesMayBe() throws IOException {
    String get =
        envelope("s", "uuid:1", TRANSFER + "/Get", NOBODY, "", "")
            .replace(SHELL + "/cmd", "http://schemas.microsoft.com/wbem/wsman/1/config");
    assertEquals("500", inside(text(post(connection(), BASIC, get)), "MaxEnvelopeSizekb"));
  }

  @Test
  void aConnectionThatIsLeftAloneIsClosed() throws Exception {
    settings.connectionIdle(Duration.ofSeconds(1)); // a loaded machine may need some of it to ask
    HttpConnection connection = connection();
    post(connection, "", "");
    Thread.sleep(3000);
    assertThrows(IOException.class, () -> post(connection, "", ""));
    assertFalse(connection.isOpen());
  }

  private static void assertFault(long code, String answer) {
    Matcher fault = Pattern.compile("<f:WSManFault [^>]*Code=\"(\\d+)\"").matcher(answer);
    assertTrue(fault.find(), answer);
    assertEquals(code, Long.parseLong(fault.group(1)), answer);
  }

  private static void prove(HttpConnection connection) throws IOException {
    Ntlm ntlm =
        new Ntlm(Ntlm.Account.of(Settings.USER, new Secret(Settings.PASSWORD)), Optional.empty());
    String first = post(connection, negotiate(ntlm.negotiate()), "").first("WWW-Authenticate");
    byte[] challenge = Base64.getDecoder().decode(first.substring("Negotiate ".length()));
    HttpResponse end = post(connection, negotiate(ntlm.authenticate(challenge).token()), "");
    assertEquals(200, end.status());
  }

  private static String negotiate(byte[] token) {
    return "Negotiate " + Base64.getEncoder().encodeToString(token);
  }

  private static HttpResponse post(HttpConnection connection, String proof, String body)
      throws IOException {
    ImmutableMap<String, String> headers =
        proof.isEmpty()
            ? ImmutableMap.of("Content-Type", "application/soap+xml;charset=UTF-8")
            : ImmutableMap.of(
                "Content-Type", "application/soap+xml;charset=UTF-8", "Authorization", proof);
    return connection.post("/wsman", headers, body.getBytes(StandardCharsets.UTF_8), PATIENCE);
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  private static String inside(String xml, String element) {
    Matcher found = Pattern.compile("<\\w+:" + element + ">([^<]*)<").matcher(xml);
    assertTrue(found.find(), xml);
    return found.group(1);
  }

  private static String create(String prefix, String id) {
    return envelope(
        prefix,
        id,
        TRANSFER + "/Create",
        "",
        "",
        "<r:Shell><r:OutputStreams>stdout stderr</r:OutputStreams></r:Shell>");
  }

  private static String begin(
      HttpConnection connection, String shell, String program, String argument) throws IOException {
    return inside(ask(connection, shell, "Command", commandLine(program, argument)), "CommandId");
  }

  private static String ask(HttpConnection connection, String shell, String operation, String body)
      throws IOException {
    String envelope = envelope("s", "uuid:5", SHELL + "/" + operation, shell, "", body);
    return text(post(connection, BASIC, envelope));
  }

  private static String commandLine(String program, String argument) {
    return "<r:CommandLine><r:Command>%s</r:Command><r:Arguments>%s</r:Arguments></r:CommandLine>"
        .formatted(program, argument);
  }

  private static String receive(String command) {
    return "<r:Receive><r:DesiredStream CommandId=\"%s\">stdout stderr</r:DesiredStream></r:Receive>"
        .formatted(command);
  }

  private static String signal(String command, String code) {
    return "<r:Signal CommandId=\"%s\"><r:Code>%s/signal/%s</r:Code></r:Signal>"
        .formatted(command, SHELL, code);
  }

  private static String envelope(
      String s, String id, String action, String shell, String options, String body) {
    String selectors =
        shell.isEmpty()
            ? ""
            : "<w:SelectorSet><w:Selector Name=\"ShellId\">%s</w:Selector></w:SelectorSet>"
                .formatted(shell);
    return """
        <S:Envelope xmlns:S="http://www.w3.org/2003/05/soap-envelope"
         xmlns:ad="http://schemas.xmlsoap.org/ws/2004/08/addressing"
         xmlns:w="http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd" xmlns:r="%s">
        <S:Header><ad:MessageID>%s</ad:MessageID><w:OperationTimeout>PT2S</w:OperationTimeout>
        <w:ResourceURI mustUnderstand="true">%s/cmd</w:ResourceURI>%s%s
        <ad:To>http://other.example:5985/wsman</ad:To><ad:Action mustUnderstand="true">%s</ad:Action>
        </S:Header><S:Body>%s</S:Body></S:Envelope>"""
        .formatted(SHELL, id, SHELL, options, selectors, action, body)
        .replace("S:", s + ":")
        .replace(":S=", ":" + s + "=");
  }
}
