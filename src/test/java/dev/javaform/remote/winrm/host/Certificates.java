package dev.javaform.remote.winrm.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Makes certificates that sign themselves, as a guest does, with the JDK's keytool. */
public final class Certificates {

  private static final String PASSWORD = "changeit";

  private final Path folder;

  /**
   * @param folder where key stores may be kept
   */
  public Certificates(Path folder) {
    this.folder = folder;
  }

  /**
   * A key and its certificate.
   *
   * @param store in PKCS#12, with the password "changeit"
   * @param context serves with them
   */
  public record Pair(X509Certificate certificate, Path store, SSLContext context) {

    /** The SHA-256 of the certificate. */
    public byte[] pin() {
      try {
        return MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }

    /** The certificate as text. */
    public String pem() throws IOException {
      try {
        return "-----BEGIN CERTIFICATE-----\n%s\n-----END CERTIFICATE-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new IOException(e);
      }
    }

    /** What binds NTLM to TLS with this certificate (RFC 5929, tls-server-end-point). */
    public byte[] binding() {
      byte[] kind = "tls-server-end-point:".getBytes(StandardCharsets.US_ASCII);
      byte[] pin = pin();
      ByteBuffer bindings =
          ByteBuffer.allocate(20 + kind.length + pin.length)
              .order(ByteOrder.LITTLE_ENDIAN)
              .position(16) // no addresses
              .putInt(kind.length + pin.length)
              .put(kind)
              .put(pin);
      try {
        return MessageDigest.getInstance("MD5").digest(bindings.array());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** One for 127.0.0.1 and localhost, valid. */
  public Pair right() throws IOException {
    return make("right", "ip:127.0.0.1,dns:localhost", "-1d", "30");
  }

  /** One for another host. */
  public Pair foreign() throws IOException {
    return make("foreign", "dns:other.example", "-1d", "30");
  }

  /** One whose time is over. */
  public Pair expired() throws IOException {
    return make("expired", "ip:127.0.0.1,dns:localhost", "-30d", "10");
  }

  private Pair make(String name, String names, String from, String days) throws IOException {
    Path store = folder.resolve(name + ".p12");
    keytool(
        List.of(
            "-genkeypair",
            "-alias",
            name,
            "-keyalg",
            "EC",
            "-groupname",
            "secp256r1",
            "-sigalg",
            "SHA256withECDSA",
            "-dname",
            "CN=" + name,
            "-ext",
            "san=" + names,
            "-ext",
            "eku=serverAuth",
            "-startdate",
            from,
            "-validity",
            days,
            "-storetype",
            "PKCS12",
            "-keystore",
            store.toString(),
            "-storepass",
            PASSWORD));
    try {
      return read(name, store);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private void keytool(List<String> arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Path log = folder.resolve("keytool.log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      if (process.waitFor() != 0) {
        throw new IOException(Files.readString(log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static Pair read(String name, Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return new Pair((X509Certificate) store.getCertificate(name), file, context);
  }
}
