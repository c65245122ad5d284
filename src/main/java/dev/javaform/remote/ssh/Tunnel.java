package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Escaped;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.client.channel.ChannelDirectTcpip;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.channel.exception.SshChannelOpenException;
import org.apache.sshd.common.util.net.SshdSocketAddress;

/**
 * The way through a jump host: a channel of the connection to it.
 *
 * @param before the connection to the jump host
 * @param jump how that one is reached
 * @param opened told of what has to be closed
 */
record Tunnel(ClientSession before, Settings jump, Settings host, Consumer<Closeable> opened)
    implements Way {
  private static final SshdSocketAddress NOWHERE = new SshdSocketAddress("127.0.0.1", 0);

  @Override
  public List<InetSocketAddress> doors() throws IOException, InterruptedException {
    ChannelDirectTcpip channel =
        before.createDirectTcpipChannel(
            NOWHERE, new SshdSocketAddress(host.address(), host.port()));
    try {
      channel.open().verify(host.connectPatience());
    } catch (InterruptedIOException e) {
      throw SshCarrier.interrupted(e);
    } catch (IOException e) {
      throw new IOException(jump.place() + " " + complaint(e), e);
    }
    Door door =
        Door.open(channel.getInvertedOut(), channel.getInvertedIn(), () -> channel.close(true));
    opened.accept(door);
    return List.of(door.address());
  }

  private String complaint(IOException e) {
    if (!(e.getCause() instanceof SshChannelOpenException refused)) {
      return "did not reach " + host.place() + " in time";
    }
    if (refused.getReasonCode() == SshConstants.SSH_OPEN_ADMINISTRATIVELY_PROHIBITED) {
      return "leads nobody on; see AllowTcpForwarding and PermitOpen in its sshd_config";
    }
    return "cannot reach " + host.place() + ": " + Escaped.line(refused.getMessage());
  }

  @Override
  public Optional<String> trouble() {
    return Optional.empty();
  }
}
