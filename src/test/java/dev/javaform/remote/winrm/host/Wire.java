package dev.javaform.remote.winrm.host;

import dev.javaform.remote.winrm.http.ByteChannel;
import dev.javaform.remote.winrm.http.HttpConnection;
import dev.javaform.remote.winrm.wsman.Dialling;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * A test's own way to a host: a socket, or TLS that trusts one certificate alone.
 *
 * @param binding what proofs are bound to
 */
record Wire(Socket socket, Optional<byte[]> binding) implements ByteChannel {

  static Dialling to(WindowsHost host) {
    return () -> connect(SocketFactory.getDefault(), host, Optional.empty());
  }

  /** Trusts that certificate, for the names and the time that it says. */
  static Dialling to(WindowsHost host, Certificates.Pair trusted) {
    return to(host, trusted, Optional.of(trusted.binding()));
  }

  /** The same with something else to bind to, or nothing. */
  static Dialling to(WindowsHost host, Certificates.Pair trusted, Optional<byte[]> binding) {
    SocketFactory factory = trusting(trusted).getSocketFactory();
    return () -> connect(factory, host, binding);
  }

  private static HttpConnection connect(
      SocketFactory factory, WindowsHost host, Optional<byte[]> binding) throws IOException {
    Socket socket = factory.createSocket(InetAddress.getLoopbackAddress(), host.port());
    if (socket instanceof SSLSocket tls) {
      SSLParameters parameters = tls.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      tls.setSSLParameters(parameters);
      tls.startHandshake();
      requireInTime(tls);
    }
    return new HttpConnection(new Wire(socket, binding), "127.0.0.1:" + host.port());
  }

  /** JSSE does not look at the time of a certificate that is trusted itself. */
  private static void requireInTime(SSLSocket socket) throws IOException {
    try {
      ((X509Certificate) socket.getSession().getPeerCertificates()[0]).checkValidity();
    } catch (CertificateException e) {
      throw new SSLHandshakeException(e.getMessage());
    }
  }

  private static SSLContext trusting(Certificates.Pair trusted) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      store.setCertificateEntry("it", trusted.certificate());
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public InputStream in() throws IOException {
    return socket.getInputStream();
  }

  @Override
  public OutputStream out() throws IOException {
    return socket.getOutputStream();
  }

  @Override
  public void patience(Duration patience) throws IOException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
