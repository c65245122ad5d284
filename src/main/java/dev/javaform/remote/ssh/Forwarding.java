package dev.javaform.remote.ssh;

import dev.javaform.remote.Limit;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.shell.Deadline;
import dev.javaform.remote.ssh.Cause.PlainException;
import java.io.IOException;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * Leads on from a host to what that one reaches: a channel of the connection to it (RFC 4254, 7.2).
 *
 * @param session the connection to the host
 * @param settings how the host is reached
 */
record Forwarding(Client client, ClientSession session, Settings settings) {
  private static final SshdSocketAddress NOWHERE = new SshdSocketAddress("127.0.0.1", 0);

  /**
   * A way to a port.
   *
   * @param address as the host knows it
   * @param limit for reaching it
   * @throws IOException where the host does not lead there; the message is one clear line
   */
  Tunnel to(String address, int port, Limit limit) throws IOException, InterruptedException {
    String place = Settings.place(address, port);
    try {
      ChannelDirectTcpip channel =
          session.createDirectTcpipChannel(NOWHERE, new SshdSocketAddress(address, port));
      OpenFuture way = channel.open();
      if (!Waiting.until(way, Deadline.in(limit.time(), client.clock()))) {
        channel.close(true);
        throw new PlainException("did not reach " + place + " " + limit.within());
      }
      way.verify();
      return new Tunnel(
          channel.getInvertedOut(), channel.getInvertedIn(), () -> channel.close(true));
    } catch (IOException | RuntimeException e) {
      SshCarrier.throwIfInterrupted(e);
      throw new IOException(settings.place() + " " + complaint(e, place), e);
    }
  }

  private String complaint(Exception e, String place) {
    if (e instanceof PlainException plain) {
      return plain.getMessage();
    }
    if (!(e.getCause() instanceof SshChannelOpenException refused)) {
      return "cannot reach " + place + ": " + Cause.of(e);
    }
    if (refused.getReasonCode() == SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED) {
      return "does not forward connections; see AllowTcpForwarding and PermitOpen in its"
          + " sshd_config";
    }
    String said = settings.censor().line(String.valueOf(refused.getMessage()));
    return "cannot reach " + place + ": " + (said.isEmpty() ? "it does not say why" : said);
  }
}
