package dev.javaform.remote.winrm.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpConnectionTest {

  private static final byte[] BODY = "question".getBytes(StandardCharsets.US_ASCII);

  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

  @Test
  void aRequestIsWrittenAndItsAnswerRead() throws IOException {
    HttpConnection connection =
        answering("HTTP/1.1 200 OK\r\nContent-Length: 6\r\nX-A: 1\r\nx-a:  2 \r\n\r\nanswer");
    HttpResponse response = post(connection);
    assertEquals(
        "POST /wsman HTTP/1.1\r\nHost: guest:5985\r\nA: b\r\nContent-Length: 8\r\n\r\nquestion",
        sent.toString(StandardCharsets.US_ASCII));
    assertEquals(200, response.status());
    assertEquals("answer", text(response));
    assertEquals("[1, 2]", response.all("X-a").toString());
    assertTrue(connection.isOpen());
  }

  @Test
  void answersFollowEachOther() throws IOException {
    HttpConnection connection =
        answering(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 401 \r\nContent-Length: 0\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nabc\r\n00A\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\n"
                + "HTTP/1.1 500 Bad\r\nConnection: Close\r\n\r\nto the end");
    assertEquals(401, post(connection).status());
    assertEquals("abc0123456789", text(post(connection)));
    assertEquals("to the end", text(post(connection)));
    assertFalse(connection.isOpen());
    assertThrows(IOException.class, () -> post(connection));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno header\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfour",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nx",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n",
      })
  void whatIsNoAnswerClosesTheConnection(String answer) {
    HttpConnection connection = answering(answer);
    assertThrows(IOException.class, () -> post(connection));
    assertFalse(connection.isOpen());
  }

  @Test
  void aLineWithoutEndIsNotReadForEver() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 'x';
          }
        };
    assertThrows(IOException.class, () -> post(over(endless)));
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), StandardCharsets.US_ASCII);
  }

  private static HttpResponse post(HttpConnection connection) throws IOException {
    return connection.post("/wsman", ImmutableMap.of("A", "b"), BODY, Duration.ofSeconds(3));
  }

  private HttpConnection answering(String answer) {
    return over(new ByteArrayInputStream(answer.getBytes(StandardCharsets.US_ASCII)));
  }

  private HttpConnection over(InputStream in) {
    ByteChannel channel =
        new ByteChannel() {
          @Override
          public InputStream in() {
            return in;
          }

          @Override
          public OutputStream out() {
            return sent;
          }

          @Override
          public void patience(Duration patience) {}

          @Override
          public void close() {}
        };
    return new HttpConnection(channel, "guest:5985");
  }
}
