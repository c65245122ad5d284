package dev.javaform.remote.winrm;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.windows.GuestHosts;
import dev.javaform.remote.windows.PoolHelper;
import dev.javaform.remote.windows.WindowsConnection;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import dev.javaform.remote.winrm.wsman.BasicTransport;
import dev.javaform.remote.winrm.wsman.NtlmTransport;
import dev.javaform.remote.winrm.wsman.Transport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Connects to Windows hosts by PowerShell's remoting over WinRM. */
public final class WinrmConnector implements Connector<Target.Winrm> {

  private static final Set<Integer> PLAIN_PORTS = Set.of(80, 5985);
  private static final int PLAIN_PORT = 5985;
  private static final int SECURE_PORT = 5986;

  private final GuestHosts hosts;
  private final Optional<Recorder> recorder;

  /**
   * @param hosts the machines that guests run on, which this closes
   * @param recorder writes down what is said
   */
  public WinrmConnector(GuestHosts hosts, Optional<Recorder> recorder) {
    this.hosts = hosts;
    this.recorder = recorder;
  }

  @Override
  public Connection connect(Target.Winrm target) throws UnreachableException, InterruptedException {
    Proof proof = Proof.of(target, scheme(target) == Target.Scheme.HTTPS);
    Endpoint endpoint = endpoint(target);
    Transport way = transport(endpoint, proof);
    Transport written = recorder.map(each -> each.of(target.common().name(), way)).orElse(way);
    Wsman wsman = new Wsman(written, endpoint.url(), target.holding());
    PoolHelper helper = new PoolHelper(new WsmanPools(endpoint, wsman));
    try {
      helper.open();
    } catch (IOException e) {
      helper.close();
      throw new UnreachableException(e.getMessage() + whetherOn(target), e);
    }
    return new WindowsConnection(helper, target.common().commandPatience());
  }

  /** What the guest's host says of it, where it is a guest. */
  private String whetherOn(Target.Winrm target) throws InterruptedException {
    return target.on().isEmpty() ? "" : hosts.state(target.on().get());
  }

  private Endpoint endpoint(Target.Winrm target) throws UnreachableException, InterruptedException {
    boolean secure = scheme(target) == Target.Scheme.HTTPS;
    Limit limit = Limit.connect(connecting(target));
    String path = target.path();
    return new Endpoint(
        address(target),
        target.port().orElse(secure ? SECURE_PORT : PLAIN_PORT),
        path.startsWith("/") ? path : "/" + path,
        secure ? Optional.of(trust(target)) : Optional.empty(),
        target.on().isEmpty()
            ? new StraightWay(limit)
            : new WayOfHost(hosts, target.on().get(), limit),
        limit.time());
  }

  private static Duration connecting(Target.Winrm target) {
    return target.connecting().orElse(target.common().connectPatience());
  }

  /** What the inventory says, or else what the host of a guest knows. */
  private String address(Target.Winrm target) throws UnreachableException, InterruptedException {
    if (target.address().isPresent()) {
      return target.address().get();
    }
    boolean said = !target.common().address().equals(target.common().name());
    return said || target.on().isEmpty()
        ? target.common().address()
        : hosts.address(target.on().get());
  }

  private static Target.Scheme scheme(Target.Winrm target) {
    boolean plain = target.port().filter(PLAIN_PORTS::contains).isPresent();
    return target.scheme().orElse(plain ? Target.Scheme.HTTP : Target.Scheme.HTTPS);
  }

  private static Trust trust(Target.Winrm target) {
    return new Trust(
        target.pin(),
        target.authorities().map(Path::of),
        target.validation() == Target.Validation.VALIDATE);
  }

  private static Transport transport(Endpoint endpoint, Proof proof) {
    if (proof.kind() == Proof.Kind.BASIC) {
      return new BasicTransport(endpoint, proof.user(), proof.password());
    }
    return new NtlmTransport(
        endpoint, Ntlm.Account.of(proof.user(), proof.password()), proof.seals());
  }

  /**
   * How the account is proved.
   *
   * @param seals whether messages are sealed
   */
  private record Proof(Kind kind, String user, Secret password, boolean seals) {

    private enum Kind {
      NTLM,
      BASIC
    }

    static Proof of(Target.Winrm target, boolean secure) throws UnreachableException {
      Kind kind = kind(target, secure);
      String user =
          target
              .account()
              .or(target.common()::user)
              .orElseThrow(() -> lacks("user", "ansible_user"));
      Secret password =
          target
              .accountPassword()
              .or(target.common()::password)
              .orElseThrow(() -> lacks("password", "ansible_password"));
      boolean believed = secure && target.validation() == Target.Validation.VALIDATE;
      boolean seals = !believed || target.sealing() == Target.Sealing.ALWAYS;
      return new Proof(kind, user, password, seals);
    }

    private static UnreachableException lacks(String what, String variable) {
      return new UnreachableException(
          "WinRM needs a %s: set %s (a local account of the guest with a password)"
              .formatted(what, variable));
    }

    private static Kind kind(Target.Winrm target, boolean secure) throws UnreachableException {
      ImmutableList<String> wanted =
          target.transports().stream()
              .map(word -> word.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT))
              .collect(ImmutableList.toImmutableList());
      for (String word : wanted) {
        if (Set.of("ntlm", "negotiate").contains(word)) {
          return Kind.NTLM;
        }
        if (Set.of("basic", "ssl", "plaintext").contains(word)) {
          requireSafe(target, secure);
          return Kind.BASIC;
        }
      }
      if (!wanted.isEmpty()) {
        throw new UnreachableException(
            "the account cannot be proved by %s; javaform knows ntlm, and basic over https"
                .formatted(String.join(", ", wanted)));
      }
      return Kind.NTLM;
    }

    private static void requireSafe(Target.Winrm target, boolean secure)
        throws UnreachableException {
      if (!secure) {
        throw new UnreachableException(
            "basic over http would show the password to everybody on the way; set"
                + " ansible_winrm_transport to ntlm, which seals what it says, or use https");
      }
      if (target.validation() == Target.Validation.IGNORE && target.pin().isEmpty()) {
        throw new UnreachableException(
            "basic to a host whose certificate is not looked at would tell the password to anybody"
                + " who answers; set ansible_winrm_transport to ntlm, or pin the certificate with"
                + " ansible_winrm_certificate_pin");
      }
    }
  }

  @Override
  public void close() {
    hosts.close();
  }
}
