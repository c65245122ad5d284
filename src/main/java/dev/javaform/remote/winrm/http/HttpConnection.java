package dev.javaform.remote.winrm.http;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * HTTP/1.1 (RFC 9112) to one host over one connection, as long as the host keeps it: what a proof
 * of identity belongs to. One request at a time; used by one thread.
 */
public final class HttpConnection implements Closeable {

  private static final int LONGEST_LINE = 64 << 10;
  private static final int MOST_HEADERS = 200;

  /** More than any envelope that is asked for, sealed. */
  private static final int LARGEST = 64 << 20;

  private static final int SWITCHED = 101;

  private final ByteChannel channel;
  private final String authority;
  private boolean open = true;

  /**
   * @param authority host and port, for the header {@code Host}
   */
  public HttpConnection(ByteChannel channel, String authority) {
    this.channel = channel;
    this.authority = authority;
  }

  /** Whether another request may be sent. */
  public boolean isOpen() {
    return open;
  }

  /** What binds a proof of identity to this connection. */
  public Optional<byte[]> binding() {
    return channel.binding();
  }

  /**
   * Sends a request and waits for the answer.
   *
   * @param patience how long the host may be silent
   * @throws IOException where the connection breaks or speaks no HTTP; it is closed then
   */
  public HttpResponse post(
      String path, ImmutableMap<String, String> headers, byte[] body, Duration patience)
      throws IOException {
    if (!open) {
      throw new IOException("the connection was closed by the host");
    }
    open = false; // unless all goes well
    channel.patience(patience);
    send(path, headers, body);
    HttpResponse response = read(channel.in());
    open = keeps(response);
    return response;
  }

  private void send(String path, ImmutableMap<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\n");
    head.append("Host: ").append(authority).append("\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    ByteArrayOutputStream whole = new ByteArrayOutputStream(head.length() + body.length);
    whole.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    whole.writeBytes(body);
    OutputStream out = channel.out();
    whole.writeTo(out);
    out.flush();
  }

  private static boolean keeps(HttpResponse response) {
    return response.all("Connection").stream()
        .noneMatch(value -> value.toLowerCase(Locale.ROOT).contains("close"));
  }

  private static HttpResponse read(InputStream in) throws IOException {
    int status = status(line(in));
    var headers = headers(in);
    while (status / 100 == 1 && status != SWITCHED) { // "100 Continue"
      status = status(line(in));
      headers = headers(in);
    }
    HttpResponse head = new HttpResponse(status, headers, new byte[0]);
    return new HttpResponse(status, headers, body(in, head));
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [1-9][0-9]{2}( .*)?")) {
      throw new NoHttpException("it says \"%s\"".formatted(shown(line)));
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static String shown(String line) {
    String start = line.substring(0, Math.min(60, line.length()));
    return start.replaceAll("[^\\x20-\\x7e]", ".");
  }

  private static ImmutableListMultimap<String, String> headers(InputStream in) throws IOException {
    ImmutableListMultimap.Builder<String, String> headers = ImmutableListMultimap.builder();
    int number = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      if (colon < 1 || ++number > MOST_HEADERS) {
        throw new NoHttpException("its headers are none");
      }
      headers.put(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip());
    }
    return headers.build();
  }

  private static byte[] body(InputStream in, HttpResponse head) throws IOException {
    if (head.first("Transfer-Encoding").toLowerCase(Locale.ROOT).contains("chunked")) {
      return chunks(in);
    }
    String length = head.first("Content-Length");
    if (length.isEmpty()) {
      return head.status() == 204 || head.status() == 304 ? new byte[0] : rest(in);
    }
    return exactly(in, size(length, 10));
  }

  /** Without a length the end of the connection is the end of the body. */
  private static byte[] rest(InputStream in) throws IOException {
    byte[] rest = in.readNBytes(LARGEST + 1);
    requireSize(rest.length);
    return rest;
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      requireSize((long) body.size() + size);
      body.writeBytes(exactly(in, size));
      line(in);
    }
    while (!line(in).isEmpty()) {} // trailers
    return body.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    String line = line(in);
    int end = line.indexOf(';');
    return size(end < 0 ? line.strip() : line.substring(0, end).strip(), 16);
  }

  private static int size(String digits, int radix) throws IOException {
    Optional<Long> size = parsed(digits, radix);
    if (size.isEmpty()) {
      throw new NoHttpException("a length is \"" + digits + "\"");
    }
    requireSize(size.get());
    return Math.toIntExact(size.get());
  }

  private static Optional<Long> parsed(String digits, int radix) {
    try {
      return Optional.of(Long.parseUnsignedLong(digits, radix)).filter(size -> size >= 0);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static void requireSize(long size) throws IOException {
    if (size > LARGEST) {
      throw new IOException(
          "the answer is larger than the %d MiB that are read".formatted(LARGEST >> 20));
    }
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException(
          "the connection ended after %d of %d bytes".formatted(bytes.length, size));
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended in the middle of an answer");
      }
      if (line.size() > LONGEST_LINE) {
        throw new NoHttpException("a line of it has no end");
      }
      line.write(next);
    }
    String text = line.toString(StandardCharsets.ISO_8859_1);
    return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
  }

  @Override
  public void close() throws IOException {
    open = false;
    channel.close();
  }
}
