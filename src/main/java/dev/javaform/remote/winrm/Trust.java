package dev.javaform.remote.winrm;

import com.google.common.hash.Hashing;
import com.google.common.io.BaseEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * Which certificate of a host is believed.
 *
 * @param pin the SHA-256 of the only one that is, in hexadecimal digits; nothing else counts then
 * @param authorities a file of certificates in PEM that are believed instead of Java's own
 * @param verifies whether anything has to be believed; where not, the host has to prove itself
 *     otherwise
 */
record Trust(Optional<String> pin, Optional<Path> authorities, boolean verifies) {

  /** Whether the name in the certificate has to be the host's. */
  boolean bindsName() {
    return verifies && pin.isEmpty();
  }

  SSLContext context() throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("this Java has no TLS to speak to Windows with: " + e.getMessage(), e);
    }
  }

  private TrustManager[] managers() throws IOException, GeneralSecurityException {
    if (pin.isPresent()) {
      return new TrustManager[] {new Pinned(digits(pin.get()))};
    }
    if (!verifies) {
      return new TrustManager[] {new Pinned("")};
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(authorities.isPresent() ? store(authorities.get()) : null);
    return factory.getTrustManagers();
  }

  private static KeyStore store(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(file)) {
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority" + store.size(), each);
      }
    } catch (CertificateException e) {
      throw new IOException("%s holds no certificates in PEM".formatted(file), e);
    }
    return store;
  }

  /** A pin as it is compared: {@code AB:CD} or {@code abcd} alike. */
  static String digits(String pin) {
    return pin.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
  }

  /** The SHA-256 of a certificate. */
  static String print(X509Certificate certificate) {
    try {
      return Hashing.sha256().hashBytes(certificate.getEncoded()).toString();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Believes one certificate, whatever stands in it; with an empty pin every one. */
  private static final class Pinned extends X509ExtendedTrustManager implements X509TrustManager {

    private final String pin;

    Pinned(String pin) {
      this.pin = pin;
    }

    private void check(X509Certificate[] chain) throws CertificateException {
      String shown = print(chain[0]);
      if (!pin.isEmpty() && !pin.equals(shown)) {
        throw new WrongPinException(shown);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      check(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket)
        throws CertificateException {
      throw new CertificateException("no client is believed here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("no client is believed here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind)
        throws CertificateException {
      throw new CertificateException("no client is believed here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  /** The host showed another certificate than the one that is pinned. */
  static final class WrongPinException extends CertificateException {
    private static final long serialVersionUID = 1;

    WrongPinException(String shown) {
      super(shown);
    }
  }

  /** What binds a proof of identity to TLS with that certificate. */
  static byte[] binding(X509Certificate certificate) throws IOException {
    return ChannelBinding.of(hash(certificate));
  }

  /** MD5 and SHA-1 are too weak for it, so that SHA-256 stands for them (RFC 5929, 4.1). */
  private static byte[] hash(X509Certificate certificate) throws IOException {
    String name = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
    try {
      byte[] encoded = certificate.getEncoded();
      if (name.contains("SHA384")) {
        return Hashing.sha384().hashBytes(encoded).asBytes();
      }
      return name.contains("SHA512")
          ? Hashing.sha512().hashBytes(encoded).asBytes()
          : BaseEncoding.base16().lowerCase().decode(print(certificate));
    } catch (CertificateEncodingException e) {
      throw new IOException(e);
    }
  }
}
