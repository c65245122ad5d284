package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;

/** An SSH connection; each process is an exec channel in it. */
final class SshCarrier implements Carrier {
  private final ClientSession session;
  private final Settings settings;
  private final Trouble trouble;
  private final List<Closeable> path;

  /**
   * @param path what else the connection goes through, to be closed after it
   */
  SshCarrier(ClientSession session, Settings settings, Trouble trouble, List<Closeable> path) {
    this.session = session;
    this.settings = settings;
    this.trouble = trouble;
    this.path = path;
  }

  @Override
  public Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
    try {
      ChannelExec channel = session.createExecChannel(command);
      SshWire wire = new SshWire(channel, receiver, trouble);
      channel.open().verify(settings.connectPatience());
      return wire;
    } catch (InterruptedIOException e) {
      throw interrupted(e);
    } catch (IOException | IllegalStateException e) { // the latter: it broke this very moment
      throw new IOException(refused(e), e);
    }
  }

  static InterruptedException interrupted(InterruptedIOException e) {
    InterruptedException interrupted = new InterruptedException(e.getMessage());
    interrupted.initCause(e);
    return interrupted;
  }

  private String refused(Exception e) {
    if (!isOpen()) {
      String reason = trouble.words().orElse(String.valueOf(e.getMessage()));
      return "the connection to " + settings.place() + " broke: " + reason;
    }
    return settings.place()
        + (e.getCause() instanceof SshChannelOpenException
            ? " opens no more shells; see MaxSessions in its sshd_config"
            : " opened no shell within " + settings.connectPatience().toSeconds() + " s");
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
