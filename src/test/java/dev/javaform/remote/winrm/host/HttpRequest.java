package dev.javaform.remote.winrm.host;

import com.google.common.collect.ImmutableMap;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * A request as it came.
 *
 * @param line its first line
 * @param headers by name in small letters
 * @param size the bytes of all of it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpRequest(String line, ImmutableMap<String, String> headers, byte[] body, int size) {

  private static final int LARGEST = 64 << 20;

  /** The next request; empty where the client has closed the connection instead. */
  static Optional<HttpRequest> read(InputStream in, OutputStream out) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String first = line(in, head);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    for (String line = line(in, head); !line.isEmpty(); line = line(in, head)) {
      int colon = line.indexOf(':');
      all.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    ImmutableMap<String, String> headers = all.buildKeepingLast();
    if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    byte[] body = body(in, headers);
    return Optional.of(new HttpRequest(first, headers, body, head.size() + body.length));
  }

  private static byte[] body(InputStream in, ImmutableMap<String, String> headers)
      throws IOException {
    if (headers.getOrDefault("transfer-encoding", "").contains("chunked")) {
      return chunks(in);
    }
    return exactly(in, Integer.parseInt(headers.getOrDefault("content-length", "0")));
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    ByteArrayOutputStream unused = new ByteArrayOutputStream();
    for (int size = chunk(in); size > 0; size = chunk(in)) {
      body.writeBytes(exactly(in, size));
      line(in, unused);
    }
    line(in, unused);
    return body.toByteArray();
  }

  private static int chunk(InputStream in) throws IOException {
    return Integer.parseInt(line(in, new ByteArrayOutputStream()).strip(), 16);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    if (size < 0 || size > LARGEST) {
      throw new IOException("a body of " + size + " bytes");
    }
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("a body that ends early");
    }
    return bytes;
  }

  private static String line(InputStream in, ByteArrayOutputStream all) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next >= 0; next = in.read()) {
      all.write(next);
      if (next == '\n') {
        break;
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
