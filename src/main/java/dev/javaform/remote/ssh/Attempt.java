package dev.javaform.remote.ssh;

import dev.javaform.module.Secret;
import dev.javaform.remote.shell.Escaped;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.password.PasswordAuthenticationReporter;
import org.apache.sshd.client.auth.pubkey.PublicKeyAuthenticationReporter;
import org.apache.sshd.client.future.AuthFuture;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.session.helpers.MissingAttachedSessionException;

/** One try to connect and to log in. */
final class Attempt {
  private static final Duration SLICE = Duration.ofSeconds(1);

  private final SshClient client;
  private final KeyFiles files;
  private final Settings settings;
  private final Trouble trouble;
  private final Route route;
  private long end;

  /** The host closed the connection before it said who it is: it has too many already. */
  static final class TurnedAwayException extends IOException {
    private static final long serialVersionUID = 1;

    TurnedAwayException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private Attempt(
      SshClient client, KeyFiles files, Settings settings, Trouble trouble, Route route, long end) {
    this.client = client;
    this.files = files;
    this.settings = settings;
    this.trouble = trouble;
    this.route = route;
    this.end = end;
  }

  /**
   * @param end when there is no more patience, by {@link System#nanoTime}
   */
  static Attempt of(SshClient client, KeyFiles files, Settings settings, Trouble trouble, long end)
      throws IOException {
    return new Attempt(client, files, settings, trouble, new Route(settings), end);
  }

  /** A session of one who has logged in, through the first of the doors that opens. */
  ClientSession through(List<InetSocketAddress> doors) throws IOException, InterruptedException {
    IOException last = null;
    int closed = 0;
    for (InetSocketAddress door : doors) {
      try {
        return logIn(knock(door, left().dividedBy(doors.size() - closed++)));
      } catch (ClosedDoorException e) {
        last = e;
      }
    }
    throw last == null ? new IOException(settings.place() + " has no address") : last;
  }

  private static final class ClosedDoorException extends IOException {
    private static final long serialVersionUID = 1;

    ClosedDoorException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private ClientSession knock(InetSocketAddress door, Duration patience)
      throws IOException, InterruptedException {
    ConnectFuture future = client.connect(settings.user(), door, route, null);
    try {
      return future.verify(patience).getClientSession();
    } catch (InterruptedIOException e) {
      future.cancel();
      throw SshCarrier.interrupted(e);
    } catch (IOException e) {
      future.cancel();
      throw has(e, MissingAttachedSessionException.class) // gone before it was looked at
          ? turnedAway(e)
          : new ClosedDoorException(closedDoor(e), e);
    }
  }

  private String closedDoor(IOException e) {
    String to = "cannot connect to " + settings.place() + ": ";
    if (has(e, ConnectException.class) && said(e).contains("refused")) {
      return to + "connection refused; is sshd running there, on that port?";
    }
    if (has(e, NoRouteToHostException.class)) {
      return to + "no route to the host; is it switched on?";
    }
    return isOver()
        ? to
            + "no answer within "
            + settings.connectPatience().toSeconds()
            + " s; is it switched on,"
            + " is a firewall in between?"
        : to + Escaped.line(said(e));
  }

  private ClientSession logIn(ClientSession session) throws IOException, InterruptedException {
    session.addSessionListener(trouble);
    session.setPublicKeyAuthenticationReporter(new Keys());
    session.setPasswordAuthenticationReporter(new Passwords());
    session.setUserInteraction(new Answers(settings.credentials().password(), route.tried()));
    settings.credentials().password().map(Secret::reveal).ifPresent(session::addPasswordIdentity);
    try {
      await(session.auth());
      return session;
    } catch (InterruptedIOException e) {
      session.close(true);
      throw SshCarrier.interrupted(e);
    } catch (IOException e) {
      boolean greeted = session.getServerVersion() != null;
      session.close(true);
      throw greeted ? new IOException(refused(e), e) : turnedAway(e);
    }
  }

  /** Waits for the login; a person who is typing a passphrase may take all the time there is. */
  private void await(AuthFuture login) throws IOException {
    while (!login.await(SLICE)) {
      if (files.isAsking()) {
        end = Math.max(end, System.nanoTime() + settings.connectPatience().toNanos());
      } else if (isOver()) {
        throw new IOException("no answer in time");
      }
    }
    login.verify();
  }

  private IOException turnedAway(IOException e) {
    if (isOver()) {
      return new IOException(
          settings.place()
              + " accepts connections but no SSH server answered within "
              + settings.connectPatience().toSeconds()
              + " s",
          e);
    }
    return new TurnedAwayException(
        settings.place()
            + " closed the connection before saying who it is ("
            + trouble.words().orElse(Escaped.line(said(e)))
            + "); is it an SSH server, and are there too many connections (MaxStartups)?",
        e);
  }

  private String refused(IOException e) {
    if (route.refusal().isPresent()) {
      return route.refusal().get();
    }
    String reason = trouble.words().orElse(Escaped.line(said(e)));
    if (said(e).contains("Unable to negotiate")) {
      return settings.place() + " and javaform share no algorithm: " + reason;
    }
    if (isOver()) {
      return settings.place()
          + " did not finish the login within "
          + settings.connectPatience().toSeconds()
          + " s";
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

  private Duration left() {
    return Duration.ofNanos(Math.max(1_000_000, end - System.nanoTime()));
  }

  private boolean isOver() {
    return System.nanoTime() - end >= 0;
  }

  private static boolean has(Throwable t, Class<? extends Throwable> type) {
    return type.isInstance(t) || t.getCause() != null && has(t.getCause(), type);
  }

  private static String said(Throwable t) {
    return t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage();
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
