package dev.javaform.remote.winrm.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SealedBodyTest {

  private static final byte[] MESSAGE =
      "signature 16 byt\r\n--Encrypted Boundary--\r\nLength=3\r\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final int LENGTH = MESSAGE.length - 16;

  @Test
  void anyBytesComeThrough() throws IOException {
    assertArrayEquals(MESSAGE, SealedBody.read(SealedBody.of(MESSAGE, 16, LENGTH)));
  }

  @Test
  void hostsMayPutABlankBehindTheDashes() throws IOException {
    String body = text(SealedBody.of(MESSAGE, 16, LENGTH));
    String head = body.substring(0, body.indexOf("octet-stream"));
    String spaced = head.replace("--E", "-- E") + body.substring(head.length());
    assertArrayEquals(MESSAGE, SealedBody.read(bytes(spaced)));
  }

  @Test
  void theHeadIsAsTheSpecificationShowsIt() {
    assertEquals(
        "--Encrypted Boundary\r\n"
            + "\tContent-Type: application/HTTP-SPNEGO-session-encrypted\r\n"
            + "\tOriginalContent: type=application/soap+xml;charset=UTF-8;Length=2\r\n"
            + "--Encrypted Boundary\r\n"
            + "\tContent-Type: application/octet-stream\r\n"
            + "\u0010\0\0\0"
            + "0123456789abcdefxy"
            + "--Encrypted Boundary--\r\n",
        text(SealedBody.of(bytes("0123456789abcdefxy"), 16, 2)));
  }

  @Test
  void aBodyThatIsNotWholeIsNoMessage() {
    byte[] whole = SealedBody.of(MESSAGE, 16, LENGTH);
    for (int length = 0; length < whole.length - 2; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(IOException.class, () -> SealedBody.read(part), "of " + length);
    }
    assertThrows(IOException.class, () -> SealedBody.read(bytes("<s:Envelope/>")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
