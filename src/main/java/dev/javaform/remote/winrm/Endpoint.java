package dev.javaform.remote.winrm;

import dev.javaform.remote.winrm.http.HttpConnection;
import dev.javaform.remote.winrm.wsman.Dialling;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Where a host's service is.
 *
 * @param trust how TLS is believed; empty without TLS
 * @param patience how long connecting may take, TLS included
 */
record Endpoint(
    String address,
    int port,
    String path,
    Optional<Trust> trust,
    Reaching reaching,
    Duration patience)
    implements Dialling {

  /** As messages name it. */
  String place() {
    return address + " port " + port;
  }

  /** As requests name it. */
  String url() {
    return "%s://%s:%d%s".formatted(trust.isPresent() ? "https" : "http", host(), port, path);
  }

  private String host() {
    return address.contains(":") ? "[" + address + "]" : address;
  }

  @Override
  public HttpConnection dial() throws IOException {
    Socket socket = reaching.socket(address, port);
    try {
      socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
      SocketChannel channel =
          trust.isPresent()
              ? secured(socket, trust.get())
              : SocketChannel.of(socket, Optional.empty());
      return new HttpConnection(channel, host() + ":" + port);
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private SocketChannel secured(Socket plain, Trust how) throws IOException {
    SSLSocket socket =
        (SSLSocket) how.context().getSocketFactory().createSocket(plain, address, port, true);
    if (how.bindsName()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
    }
    socket.startHandshake();
    X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
    if (how.bindsName()) {
      requireValid(certificate);
    }
    return SocketChannel.of(socket, Optional.of(Trust.binding(certificate)));
  }

  /** Of one that is believed by itself Java does not look at the time. */
  private static void requireValid(X509Certificate certificate) throws SSLException {
    try {
      certificate.checkValidity();
    } catch (CertificateException e) {
      throw new SSLException(e.getMessage(), e);
    }
  }
}
