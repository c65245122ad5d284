package dev.javaform.remote.winrm;

import com.google.common.base.Throwables;
import dev.javaform.remote.winrm.http.NoHttpException;
import dev.javaform.remote.winrm.ntlm.NtlmException;
import dev.javaform.remote.winrm.wsman.FaultException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** What went wrong with a connection to a Windows host, in one line with the next step. */
final class Explanation {

  private static final long ACCESS_DENIED = 5;

  private static final String PERHAPS_SECURE =
      "; if this port is for https, set ansible_winrm_scheme or ansible_psrp_protocol to https";

  private Explanation() {}

  /** The line for an exception at that endpoint. */
  static String of(IOException trouble, Endpoint endpoint) {
    return "%s: %s".formatted(endpoint.place(), why(trouble, endpoint));
  }

  private static String why(IOException trouble, Endpoint endpoint) {
    return switch (trouble) {
      case SSLException tls -> tls(tls);
      case ConnectException _ ->
          "nothing listens there; is the guest on, and WinRM set up for %s? Its event log and"
                  .formatted(endpoint.trust().isPresent() ? "https" : "http")
              + " \"winrm enumerate winrm/config/listener\" tell";
      case EOFException _ when endpoint.trust().isEmpty() ->
          "the connection was closed in the middle of an answer" + PERHAPS_SECURE;
      case NoHttpException _ when endpoint.trust().isEmpty() ->
          trouble.getMessage() + PERHAPS_SECURE;
      case FaultException fault when fault.code() == ACCESS_DENIED ->
          "the account may not use it (%s). A local administrator other than the built-in one needs"
                  .formatted(fault.getMessage())
              + " LocalAccountTokenFilterPolicy = 1 below HKLM\\SOFTWARE\\Microsoft\\Windows\\"
              + "CurrentVersion\\Policies\\System";
      case SocketException _ ->
          "the connection broke (%s); the guest may be starting anew, or its network is: run it again"
              .formatted(trouble.getMessage());
      case NtlmException _ ->
          "%s Somebody on the way may be changing what is said, which is why it ends here"
              .formatted(trouble.getMessage());
      case SocketTimeoutException _ ->
          "it is silent for longer than it may be; it may be starting, or hanging";
      default -> Optional.ofNullable(trouble.getMessage()).orElse(trouble.toString());
    };
  }

  private static String tls(SSLException trouble) {
    Optional<Trust.WrongPinException> pin = cause(trouble, Trust.WrongPinException.class);
    if (pin.isPresent()) {
      return "its certificate is not the pinned one but has the SHA-256 %s: either the guest was"
              .formatted(pin.get().getMessage())
          + " installed anew, or something else answers. Compare the two on the guest before you"
          + " change ansible_winrm_certificate_pin";
    }
    if (cause(trouble, CertificateExpiredException.class).isPresent()) {
      return "its certificate has expired, or the clock here is wrong; make a new one on the guest";
    }
    if (cause(trouble, CertificateNotYetValidException.class).isPresent()) {
      return "its certificate is not valid yet: the clocks here and there differ";
    }
    if (cause(trouble, CertPathBuilderException.class).isPresent()) {
      return "its certificate is not signed by anybody who is believed here. Pin it with"
          + " ansible_winrm_certificate_pin, or name its authority with ansible_winrm_ca_trust_path";
    }
    Optional<CertificateException> other = cause(trouble, CertificateException.class);
    if (other.isPresent()) {
      return "its certificate is for another host (%s); pin it, or use the name that stands in it"
          .formatted(other.get().getMessage());
    }
    return isPlain(trouble)
        ? "what answers there does not speak TLS; if this port is for http, set ansible_winrm_scheme"
            + " or ansible_psrp_protocol to http"
        : "TLS cannot be agreed on: %s".formatted(trouble.getMessage());
  }

  private static boolean isPlain(SSLException trouble) {
    String message = String.valueOf(trouble.getMessage());
    return message.contains("Unsupported or unrecognized SSL message")
        || message.contains("terminated the handshake")
        || message.contains("plaintext connection");
  }

  private static <T extends Throwable> Optional<T> cause(Throwable from, Class<T> type) {
    Stream<Throwable> chain = Throwables.getCausalChain(from).stream();
    return chain.filter(type::isInstance).map(type::cast).findFirst();
  }
}
