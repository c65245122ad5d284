package dev.javaform.remote.ssh;

import dev.javaform.module.Secret;
import dev.javaform.remote.Limit;
import dev.javaform.remote.shell.Deadline;
import dev.javaform.remote.shell.Escaped;
import dev.javaform.remote.ssh.Cause.PlainException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.kex.KexState;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;
import org.jspecify.annotations.Nullable;

/** One try to connect and to log in. */
final class Attempt {
  /** How long it may take to learn why a connection ended. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Client client;
  private final Settings settings;
  private final Trouble trouble;
  private final Runnable heard;
  private final Route route;
  private final long began;
  private Limit limit;
  private Deadline deadline;

  /** The host closed the connection before it said who it is: it has too many already. */
  static final class TurnedAwayException extends IOException {
    private static final long serialVersionUID = 1;

    private final long nanos;

    TurnedAwayException(String message, long nanos, Throwable cause) {
      super(message, cause);
      this.nanos = nanos;
    }

    /** How long it took. */
    long nanos() {
      return nanos;
    }
  }

  /**
   * @param heard told when the host and javaform have agreed on keys
   */
  Attempt(Client client, Settings settings, Runnable heard) throws IOException {
    this.client = client;
    this.settings = settings;
    this.trouble = new Trouble(settings.censor());
    this.heard = heard;
    this.route = new Route(settings, trouble);
    this.began = client.clock().getAsLong();
    begin(settings.connect());
  }

  private void begin(Limit next) {
    limit = next;
    deadline = Deadline.in(next.time(), client.clock());
  }

  /** A session of one who has logged in, through the first of the doors that opens. */
  ClientSession through(Way way) throws IOException, InterruptedException {
    List<InetSocketAddress> doors = way.doors();
    begin(settings.connect()); // the way itself has limits of its own
    IOException last = null;
    int left = doors.size();
    for (InetSocketAddress door : doors) {
      try {
        return logIn(knock(door, left--));
      } catch (ClosedDoorException e) {
        last = e;
      }
    }
    throw last == null ? new IOException(settings.place() + " has no address") : last;
  }

  private static final class ClosedDoorException extends IOException {
    private static final long serialVersionUID = 1;

    ClosedDoorException(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * Connects.
   *
   * @param doors how many there are to share the time with, this one included
   */
  private ClientSession knock(InetSocketAddress door, int doors)
      throws IOException, InterruptedException {
    Duration share = Duration.ofNanos(Math.max(0, deadline.nanos()) / doors);
    ConnectFuture future = connect(door);
    try {
      if (!Waiting.until(future, Deadline.in(share, client.clock()))) {
        abandon(future);
        throw new ClosedDoorException(closedDoor("no answer " + limit.within()), null);
      }
      return future.verify().getClientSession();
    } catch (ClosedDoorException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      abandon(future);
      SshCarrier.throwIfInterrupted(e);
      throw has(e, MissingAttachedSessionException.class) || Cause.isHangUp(e) // gone before a look
          ? turnedAway(e)
          : new ClosedDoorException(closedDoor(Cause.of(e)), e);
    }
  }

  /** Cancels it; it may have come to a connection this very moment. */
  private static void abandon(ConnectFuture future) {
    future.cancel();
    if (future.isConnected()) {
      future.getClientSession().close(true);
    }
  }

  private ConnectFuture connect(InetSocketAddress door) throws IOException {
    try {
      return client.connect(door, route);
    } catch (IOException | RuntimeException e) {
      throw new ClosedDoorException(closedDoor(Cause.of(e)), e);
    }
  }

  private String closedDoor(String reason) {
    String advice = "";
    if (reason.startsWith("no answer")) {
      advice = "; is it switched on, is a firewall in between?";
    } else if (reason.equals("connection refused")) {
      advice = "; is sshd running there, on that port?";
    } else if (reason.startsWith("no route")) {
      advice = "; is it switched on?";
    }
    return "cannot connect to " + settings.place() + ": " + reason + advice;
  }

  private ClientSession logIn(ClientSession session) throws IOException, InterruptedException {
    session.setPublicKeyAuthenticationReporter(new Keys());
    session.setPasswordAuthenticationReporter(new Passwords());
    session.setUserInteraction(new Answers(settings.credentials().password(), route.tried()));
    settings.credentials().password().map(Secret::reveal).ifPresent(session::addPasswordIdentity);
    try {
      await(session, session.auth());
      requireKeys(session);
      return session;
    } catch (LateException e) {
      String late = late(session);
      session.close(true);
      throw new IOException(late, e);
    } catch (IOException | RuntimeException e) {
      if (!Cause.isExhaustion(e) && !(e instanceof InterruptedIOException)) {
        trouble.await(LAST_WORDS);
      }
      boolean greeted = session.getServerVersion() != null;
      boolean agreed = session.getKexState() == KexState.DONE;
      session.close(true);
      SshCarrier.throwIfInterrupted(e);
      throw greeted ? new IOException(refused(e, agreed), e) : turnedAway(e);
    }
  }

  /** MINA believes a host that welcomes us before it has shown who it is, without encryption. */
  private void requireKeys(ClientSession session) throws PlainException {
    if (!route.isVerified() || session.getKexState() != KexState.DONE) {
      throw new PlainException(
          "it accepted the login before the key exchange; somebody may be intercepting the connection");
    }
  }

  /** A limit is over. */
  private static final class LateException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Waits for the login; a person who is typing a passphrase may take all the time there is. */
  private void await(ClientSession session, AuthFuture login) throws IOException {
    boolean agreed = false;
    while (!Waiting.once(login, deadline)) {
      if (!agreed && session.getKexState() == KexState.DONE) {
        agreed = true;
        heard.run();
        begin(settings.login());
      } else if (client.isAsking()) {
        begin(limit);
      } else if (deadline.isOver()) {
        throw new LateException();
      }
    }
    login.verify();
  }

  private String late(ClientSession session) {
    if (session.getServerVersion() == null) {
      return settings.place() + " accepts connections but no SSH server answered " + limit.within();
    }
    String what = limit.equals(settings.login()) ? "finish the login" : "agree on keys";
    return settings.place() + " did not " + what + " " + limit.within();
  }

  private TurnedAwayException turnedAway(Exception e) {
    return new TurnedAwayException(
        settings.place()
            + " closed the connection before saying who it is ("
            + trouble.words().orElse(Cause.of(e))
            + "), however often it was tried "
            + limit.within()
            + "; is it an SSH server, and are there too many connections (MaxStartups)?",
        client.clock().getAsLong() - began,
        e);
  }

  /**
   * Why there is no session.
   *
   * @param agreed whether it came as far as proving who we are
   */
  private String refused(Exception e, boolean agreed) {
    if (route.refusal().isPresent()) {
      return route.refusal().get();
    }
    if (trouble.disagreement().isPresent()) {
      return settings.place() + " and javaform share no algorithm: " + trouble.disagreement().get();
    }
    String reason = trouble.words().orElse(Cause.of(e));
    if (!agreed) {
      return settings.place() + " and javaform did not agree on keys: " + reason;
    }
    if (trouble.isBroken()) {
      return "the connection to " + settings.place() + " broke during the login: " + reason;
    }
    return settings.place()
        + " does not let "
        + Escaped.line(settings.user())
        + " in: "
        + route.tried()
        + " ("
        + reason
        + "); check the user name (ansible_user) and authorized_keys on the host";
  }

  private static boolean has(Throwable t, Class<? extends Throwable> type) {
    return type.isInstance(t) || (t.getCause() != null && has(t.getCause(), type));
  }

  private final class Keys implements PublicKeyAuthenticationReporter {
    @Override
    public void signalAuthenticationFailure(
        ClientSession session,
        String service,
        KeyPair identity,
        boolean partial,
        List<String> methods) {
      route.tried().methods(methods);
    }
  }

  private final class Passwords implements PasswordAuthenticationReporter {
    @Override
    public void signalAuthenticationAttempt(
        ClientSession session,
        String service,
        String oldPassword,
        boolean modified,
        String newPassword) {
      route.tried().add("the password");
    }
  }
}
