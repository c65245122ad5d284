package dev.javaform.remote.winrm.host;

import com.google.common.collect.ImmutableList;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What is answered.
 *
 * @param headers whole lines
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record HttpAnswer(int status, ImmutableList<String> headers, byte[] body) {

  static HttpAnswer of(int status, String... headers) {
    return new HttpAnswer(status, ImmutableList.copyOf(headers), new byte[0]);
  }

  byte[] bytes() {
    StringBuilder head = new StringBuilder("HTTP/1.1 %d %s\r\n".formatted(status, reason()));
    headers.forEach(line -> head.append(line).append("\r\n"));
    head.append("Server: Microsoft-HTTPAPI/2.0\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n\r\n");
    byte[] bytes = head.toString().getBytes(StandardCharsets.ISO_8859_1);
    return ByteBuffer.allocate(bytes.length + body.length).put(bytes).put(body).array();
  }

  /** A real host says nothing after 401, only a blank. */
  private String reason() {
    return switch (status) {
      case 200 -> "OK";
      case 401 -> "";
      case 413 -> "Request Entity Too Large";
      case 503 -> "Service Unavailable";
      default -> "Internal Server Error";
    };
  }
}
