package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Attention;
import java.io.IOException;
import org.apache.sshd.client.session.AbstractClientSession;
import org.apache.sshd.client.session.ClientConnectionService;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.Session;

/**
 * Asks a host for signs of life, as ssh_config(5), ServerAliveInterval, says; only while its
 * answers could be heard. MINA's own makes up for what it missed while the process was stopped, all
 * at once, and gives the host no time to answer.
 */
final class Pulse extends ClientConnectionService {
  private final Attention attention;
  private long asked;

  private Pulse(AbstractClientSession session, Attention attention) throws SshException {
    super(session);
    this.attention = attention;
    this.asked = attention.getAsLong();
  }

  static ClientConnectionServiceFactory factory(Attention attention) {
    return new ClientConnectionServiceFactory() {
      @Override
      public Service create(Session session) throws IOException {
        return new Pulse((AbstractClientSession) session, attention);
      }
    };
  }

  @Override
  protected boolean sendHeartBeat() {
    long now = attention.getAsLong();
    if (now - asked < heartbeatInterval.toNanos() / 2) {
      return false;
    }
    asked = now;
    if (heartbeatMaxNoReply > 0 && outstandingHeartbeats.get() >= heartbeatMaxNoReply) {
      getSession().exceptionCaught(new Cause.PlainException(silence()));
      return false;
    }
    return super.sendHeartBeat();
  }

  private String silence() {
    return "the host has given no sign of life for "
        + heartbeatInterval.multipliedBy(heartbeatMaxNoReply).toSeconds()
        + " s (ServerAliveInterval, ServerAliveCountMax)";
  }
}
