package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.winrm.http.HttpConnection;
import dev.javaform.remote.winrm.http.HttpResponse;
import dev.javaform.remote.winrm.http.SealedBody;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import dev.javaform.remote.winrm.ntlm.Seal;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * A password proved by NTLM once per connection, bound to TLS where there is any. What follows is
 * sealed unless TLS to a host that is known to be the right one makes that needless.
 */
public final class NtlmTransport implements Transport {

  private static final String SCHEME = "Negotiate";

  private final Dialling dialling;
  private final Ntlm.Account account;
  private final boolean seals;
  private Optional<Proved> proved = Optional.empty();

  /** A connection whose other side knows who we are. */
  private record Proved(HttpConnection connection, Seal sent, Seal received) {}

  /**
   * @param seals whether what is said is sealed: it is what keeps it secret where TLS does not, and
   *     what proves that the host knows the password where no certificate proves who it is
   */
  public NtlmTransport(Dialling dialling, Ntlm.Account account, boolean seals) {
    this.dialling = dialling;
    this.account = account;
    this.seals = seals;
  }

  @Override
  public Answer post(byte[] envelope, Duration patience) throws IOException {
    if (proved.filter(each -> each.connection().isOpen()).isEmpty()) {
      close();
      proved = Optional.of(prove(patience));
    }
    return seals
        ? sealed(proved.get(), envelope, patience)
        : plain(proved.get(), envelope, patience);
  }

  private Proved prove(Duration patience) throws IOException {
    HttpConnection connection = dialling.dial();
    try {
      Ntlm ntlm = new Ntlm(account, connection.binding());
      HttpResponse challenge = token(connection, ntlm.negotiate(), patience);
      Ntlm.Authenticated end = ntlm.authenticate(challenge(challenge));
      HttpResponse last = token(connection, end.token(), patience);
      if (last.status() == 401) {
        throw new RefusedException(Refusals.wrong(account.user()));
      }
      return new Proved(connection, end.sent(), end.received());
    } catch (IOException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private HttpResponse token(HttpConnection connection, byte[] token, Duration patience)
      throws IOException {
    String value = SCHEME + " " + Base64.getEncoder().encodeToString(token);
    return connection.post(
        dialling.path(),
        ImmutableMap.of("Content-Type", BasicTransport.SOAP, "Authorization", value),
        new byte[0],
        patience);
  }

  private static byte[] challenge(HttpResponse response) throws IOException {
    String start = SCHEME + " ";
    Optional<String> token =
        response.all("WWW-Authenticate").stream()
            .filter(each -> each.regionMatches(true, 0, start, 0, start.length()))
            .map(each -> each.substring(start.length()).strip())
            .findFirst();
    if (token.isEmpty()) {
      throw new RefusedException(Refusals.withoutNegotiate(response));
    }
    try {
      return Base64.getDecoder().decode(token.get());
    } catch (IllegalArgumentException e) {
      throw new IOException("the host's NTLM challenge is not Base64", e);
    }
  }

  private Answer plain(Proved proved, byte[] envelope, Duration patience) throws IOException {
    HttpResponse response =
        proved
            .connection()
            .post(
                dialling.path(),
                ImmutableMap.of("Content-Type", BasicTransport.SOAP),
                envelope,
                patience);
    if (response.status() == 401) {
      proved.connection().close();
      throw new IOException("the host has forgotten who asks, and wants to know it again");
    }
    return new Answer(response.status(), response.body());
  }

  private Answer sealed(Proved proved, byte[] envelope, Duration patience) throws IOException {
    byte[] body = SealedBody.of(proved.sent().seal(envelope), Seal.SIGNATURE, envelope.length);
    HttpResponse response =
        proved
            .connection()
            .post(
                dialling.path(), ImmutableMap.of("Content-Type", SealedBody.TYPE), body, patience);
    try {
      byte[] opened = proved.received().open(SealedBody.read(sealed(response)));
      return new Answer(response.status(), opened);
    } catch (IOException e) { // which message comes next is not sure any more
      proved.connection().close();
      throw e;
    }
  }

  /** What is not sealed may come from anybody: it is only good for saying that nothing came. */
  private static byte[] sealed(HttpResponse response) throws IOException {
    String type = response.first("Content-Type").toLowerCase(Locale.ROOT);
    if (!type.startsWith("multipart/encrypted")) {
      throw new IOException(
          "the host answered %d without sealing it, so that anybody may have said it"
              .formatted(response.status()));
    }
    return response.body();
  }

  @Override
  public void close() throws IOException {
    if (proved.isPresent()) {
      proved.get().connection().close();
    }
  }
}
