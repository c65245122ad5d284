package dev.javaform.remote.winrm.host;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.http.SealedBody;
import dev.javaform.remote.winrm.ntlm.NtlmServer;
import dev.javaform.remote.winrm.ntlm.Seal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** Who is at the other end of one connection, as far as it is known. */
final class Login {

  private static final String NEGOTIATE = "Negotiate";
  private static final String SOAP = "application/soap+xml;charset=UTF-8";

  private final Settings settings;
  private final boolean encrypted;
  private final NtlmServer.Rules rules;
  private Optional<NtlmServer> handshake = Optional.empty();
  private Optional<NtlmServer.Guest> guest = Optional.empty();

  /**
   * @param binding what binds proofs to the connection's TLS; empty without TLS
   */
  Login(Settings settings, Optional<byte[]> binding) {
    this.settings = settings;
    this.encrypted = binding.isPresent();
    this.rules =
        new NtlmServer.Rules(settings.computer, settings.passwords(), settings.hardening, binding);
  }

  /**
   * A request from somebody known.
   *
   * @param envelope what it says, opened; empty where it only was a proof
   * @param sealed whether the answer has to be sealed
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Admitted(String user, byte[] envelope, boolean sealed) {}

  /** Either who asks, or what to answer instead. */
  record Verdict(Optional<Admitted> admitted, HttpAnswer refusal) {

    static Verdict refuse(HttpAnswer refusal) {
      return new Verdict(Optional.empty(), refusal);
    }

    static Verdict admit(String user, byte[] envelope, boolean sealed) {
      return new Verdict(Optional.of(new Admitted(user, envelope, sealed)), HttpAnswer.of(500));
    }
  }

  Verdict judge(HttpRequest request) throws IOException {
    String[] words = request.header("authorization").split(" ", 2);
    return switch (words[0]) {
      case "" -> known(request);
      case NEGOTIATE -> ntlm(Base64.getDecoder().decode(words[1]), request);
      case "Basic" -> basic(Base64.getDecoder().decode(words[1]), request);
      default -> Verdict.refuse(unauthorized());
    };
  }

  private Verdict basic(byte[] pair, HttpRequest request) {
    String[] account = new String(pair, StandardCharsets.UTF_8).split(":", 2);
    boolean right = takesBasic() && account[1].equals(settings.passwords().get(account[0]));
    return right
        ? Verdict.admit(account[0], request.body(), false)
        : Verdict.refuse(unauthorized());
  }

  private boolean takesBasic() {
    return settings.basic && (encrypted || settings.allowUnencrypted);
  }

  private Verdict ntlm(byte[] token, HttpRequest request) {
    guest = Optional.empty();
    if (token.length > 8 && token[8] == 1 && settings.negotiate) {
      NtlmServer server = new NtlmServer(rules);
      handshake = Optional.of(server);
      String challenge = Base64.getEncoder().encodeToString(server.challenge(token));
      return Verdict.refuse(HttpAnswer.of(401, "WWW-Authenticate: " + NEGOTIATE + " " + challenge));
    }
    guest = handshake.flatMap(server -> server.accept(token));
    handshake = Optional.empty();
    if (guest.isEmpty()) {
      return Verdict.refuse(unauthorized());
    }
    return request.body().length == 0
        ? Verdict.admit(guest.get().user(), new byte[0], false)
        : plain(guest.get(), request);
  }

  private Verdict known(HttpRequest request) throws IOException {
    if (guest.isEmpty()) {
      return Verdict.refuse(unauthorized());
    }
    if (!request.header("content-type").startsWith("multipart/encrypted")) {
      return plain(guest.get(), request);
    }
    byte[] envelope = guest.get().received().open(SealedBody.read(request.body()));
    return Verdict.admit(guest.get().user(), envelope, true);
  }

  /** Without TLS what is said has to be sealed, unless AllowUnencrypted is on. */
  private Verdict plain(NtlmServer.Guest somebody, HttpRequest request) {
    return encrypted || settings.allowUnencrypted
        ? Verdict.admit(somebody.user(), request.body(), false)
        : Verdict.refuse(HttpAnswer.of(500));
  }

  private HttpAnswer unauthorized() {
    ImmutableList.Builder<String> offers = ImmutableList.builder();
    if (settings.negotiate) {
      offers.add("WWW-Authenticate: " + NEGOTIATE);
    }
    if (takesBasic()) {
      offers.add("WWW-Authenticate: Basic realm=\"WSMAN\"");
    }
    return new HttpAnswer(401, offers.build(), new byte[0]);
  }

  /** An answer for this connection, sealed where the question was. */
  HttpAnswer answer(int status, String envelope, boolean sealed) {
    byte[] bytes = envelope.getBytes(StandardCharsets.UTF_8);
    if (!sealed) {
      return new HttpAnswer(status, ImmutableList.of("Content-Type: " + SOAP), bytes);
    }
    byte[] message = guest.orElseThrow().sent().seal(bytes);
    return new HttpAnswer(
        status,
        ImmutableList.of("Content-Type: " + SealedBody.TYPE),
        SealedBody.of(message, Seal.SIGNATURE, bytes.length));
  }
}
