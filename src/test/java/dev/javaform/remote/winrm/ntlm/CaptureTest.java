package dev.javaform.remote.winrm.ntlm;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.io.BaseEncoding;
import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.http.SealedBody;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One sealed session between two other implementations, every key of which is known. */
class CaptureTest {

  private static final Path FILE =
      Path.of(
          System.getProperty("javaform.fixtures", "../shared/fixtures"),
          "winrm/captures/pywinrm-ntlm-encrypted.json");

  private JsonNode capture;
  private List<JsonNode> exchanges;

  @BeforeEach
  void capture() throws IOException {
    assumeTrue(Files.exists(FILE), "the captures are not there");
    capture = new ObjectMapper().readTree(FILE.toFile());
    exchanges = new ArrayList<>();
    capture.get("exchanges").forEach(exchanges::add);
  }

  @Test
  void theSameAnswerIsWorkedOut() throws NtlmException {
    Ntlm.Authenticated ours = authenticated();
    byte[] theirs = token(exchanges.get(2), "request_headers", "Authorization");
    assertArrayEquals(field(theirs, 52), field(ours.token(), 52)); // the key
    byte[] proof = Arrays.copyOf(field(ours.token(), 20), 16);
    assertArrayEquals(derived("nt_proof"), proof);
    assertArrayEquals(field(theirs, 28), field(ours.token(), 28)); // whose domain
    assertArrayEquals(field(theirs, 36), field(ours.token(), 36)); // who
  }

  @Test
  void allThatWasSealedIsOpened() throws IOException {
    Seal sent = Seal.ofClient(derived("key"));
    Seal received = Seal.ofServer(derived("key"));
    int opened = 0;
    for (JsonNode exchange : sealed()) {
      assertEquals(
          exchange.get("request_plaintext").asText(),
          text(sent.open(message(exchange, "request_body_base64"))));
      assertEquals(
          exchange.get("response_plaintext").asText(),
          text(received.open(message(exchange, "response_body_base64"))));
      opened++;
    }
    assertEquals(10, opened);
  }

  @Test
  void whatWeSealIsWhatWasSealed() throws IOException {
    Seal sent = Seal.ofClient(derived("key"));
    for (JsonNode exchange : sealed()) {
      byte[] plain = exchange.get("request_plaintext").asText().getBytes(StandardCharsets.UTF_8);
      byte[] body = SealedBody.of(sent.seal(plain), Seal.SIGNATURE, plain.length);
      assertArrayEquals(message(exchange, "request_body_base64"), SealedBody.read(body));
    }
  }

  @Test
  void anotherOrderIsRefused() throws IOException {
    byte[] second = message(sealed().get(1), "response_body_base64");
    assertThrows(NtlmException.class, () -> Seal.ofServer(derived("key")).open(second));
  }

  @Test
  void whatWasChangedOnTheWayIsRefused() throws IOException {
    byte[] first = message(sealed().getFirst(), "response_body_base64");
    for (int at = 0; at < first.length; at += 7) {
      byte[] changed = first.clone();
      changed[at] ^= 0x10;
      assertThrows(
          NtlmException.class, () -> Seal.ofServer(derived("key")).open(changed), "at " + at);
    }
  }

  @Test
  void whatIsNotWholeIsRefused() {
    byte[] body = bytes(sealed().getFirst(), "response_body_base64");
    for (int length = 0; length < body.length - 2; length += 5) {
      byte[] part = Arrays.copyOf(body, length);
      assertThrows(IOException.class, () -> SealedBody.read(part), "of " + length);
    }
  }

  private Ntlm.Authenticated authenticated() throws NtlmException {
    Iterator<byte[]> random = List.of(derived("client_challenge"), derived("key")).iterator();
    Ntlm.Account account =
        new Ntlm.Account(
            field(token(exchanges.get(2), "request_headers", "Authorization"), 28).length == 0
                ? ""
                : new String(
                    field(token(exchanges.get(2), "request_headers", "Authorization"), 28),
                    StandardCharsets.UTF_16LE),
            capture.get("user").asText(),
            new Secret(capture.get("password").asText()));
    Ntlm ntlm = new Ntlm(account, Optional.empty(), _ -> random.next());
    return ntlm.authenticate(
        Base64.getDecoder()
            .decode(exchanges.get(1).get("response_www_authenticate").asText().substring(10)));
  }

  private List<JsonNode> sealed() {
    return exchanges.stream().filter(each -> each.has("request_plaintext")).toList();
  }

  private byte[] derived(String name) {
    return BaseEncoding.base16().lowerCase().decode(capture.get("derived_hex").get(name).asText());
  }

  private static byte[] token(JsonNode exchange, String headers, String header) {
    return Base64.getDecoder().decode(exchange.get(headers).get(header).asText().substring(10));
  }

  private static byte[] message(JsonNode exchange, String body) throws IOException {
    return SealedBody.read(bytes(exchange, body));
  }

  private static byte[] bytes(JsonNode exchange, String body) {
    return Base64.getDecoder().decode(exchange.get(body).asText());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** One of the fields of the third message, by the place of its length. */
  private static byte[] field(byte[] token, int at) {
    ByteBuffer bytes = ByteBuffer.wrap(token).order(ByteOrder.LITTLE_ENDIAN);
    int offset = bytes.getInt(at + 4);
    return Arrays.copyOfRange(token, offset, offset + bytes.getShort(at));
  }
}
