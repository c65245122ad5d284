package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.http.HttpConnection;
import dev.javaform.remote.winrm.http.HttpResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/** A name and a password with each request (RFC 7617): for TLS only, which the caller sees to. */
public final class BasicTransport implements Transport {

  static final String SOAP = "application/soap+xml;charset=UTF-8";

  private final Dialling dialling;
  private final ImmutableMap<String, String> headers;
  private final String user;
  private Optional<HttpConnection> connection = Optional.empty();

  public BasicTransport(Dialling dialling, String user, Secret password) {
    this.dialling = dialling;
    this.user = user;
    byte[] pair = (user + ":" + password.reveal()).getBytes(StandardCharsets.UTF_8);
    this.headers =
        ImmutableMap.of(
            "Content-Type",
            SOAP,
            "Authorization",
            "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  @Override
  public Answer post(byte[] envelope, Duration patience) throws IOException {
    if (connection.filter(HttpConnection::isOpen).isEmpty()) {
      close();
      connection = Optional.of(dialling.dial());
    }
    HttpResponse response = connection.get().post(dialling.path(), headers, envelope, patience);
    if (response.status() == 401) {
      throw new RefusedException(Refusals.basic(user, response));
    }
    return new Answer(response.status(), response.body());
  }

  @Override
  public void close() throws IOException {
    if (connection.isPresent()) {
      connection.get().close();
    }
  }
}
