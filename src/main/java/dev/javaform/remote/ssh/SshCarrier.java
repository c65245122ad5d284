package dev.javaform.remote.ssh;

import dev.javaform.remote.Limit;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.Deadline;
import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;

/** An SSH connection; each process is an exec channel in it. */
final class SshCarrier implements Carrier {
  private final Client client;
  private final ClientSession session;
  private final Settings settings;
  private final Trouble trouble;
  private final List<Closeable> path;
  private final Admission.Place place;

  /**
   * @param path what else the connection goes through, to be closed after it
   * @param place given back when a shell has answered
   */
  SshCarrier(
      Client client,
      ClientSession session,
      Settings settings,
      List<Closeable> path,
      Admission.Place place) {
    this.client = client;
    this.session = session;
    this.settings = settings;
    this.trouble = Route.of(session).trouble();
    this.path = path;
    this.place = place;
  }

  @Override
  public Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
    try {
      ChannelExec channel = session.createExecChannel(command);
      SshWire wire = new SshWire(channel, receiver, trouble, place());
      OpenFuture opened = channel.open();
      if (!Waiting.until(opened, Deadline.in(settings.login().time(), client.clock()))) {
        wire.close();
        throw new LateException();
      }
      opened.verify();
      return wire;
    } catch (IOException | RuntimeException e) { // the latter: it broke this very moment
      throwIfInterrupted(e);
      throw new IOException(refused(e), e);
    }
  }

  /** The login limit is over. */
  private static final class LateException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /**
   * Throws the interruption where MINA has made an exception of its own kind of it. A time that is
   * over is of that kind, too, and nobody has interrupted then.
   */
  static void throwIfInterrupted(Exception e) throws InterruptedException {
    if (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException)) {
      InterruptedException interrupted = new InterruptedException(e.getMessage());
      interrupted.initCause(e);
      throw interrupted;
    }
  }

  private String refused(Exception e) {
    if (!isOpen()) {
      String reason = trouble.words().orElse(Cause.of(e));
      return "the connection to " + settings.place() + " broke: " + reason;
    }
    return settings.place()
        + (e instanceof LateException
            ? " opened no shell " + settings.login().within()
            : " opens no more shells; see MaxSessions in its sshd_config");
  }

  @Override
  public Tunnel forward(String host, int port, Limit limit)
      throws IOException, InterruptedException {
    return new Forwarding(client, session, settings).to(host, port, limit);
  }

  @Override
  public LongSupplier clock() {
    return client.clock();
  }

  @Override
  public void greeted() {
    place.done();
  }

  @Override
  public boolean isOpen() {
    return session.isOpen();
  }

  @Override
  public String place() {
    return settings.place();
  }

  @Override
  public void close() {
    place.close();
    session.close(true);
    for (Closeable each : path) {
      try {
        each.close();
      } catch (IOException e) {
        trouble.sessionException(session, e); // it is gone, which is what was wanted
      }
    }
  }
}
