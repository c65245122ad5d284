package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Map;
import org.apache.sshd.agent.common.AbstractAgentProxy;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/**
 * The ssh-agent behind a socket: lists keys, signs. MINA speaks its protocol
 * (draft-ietf-sshm-ssh-agent); each question has a connection of its own.
 */
final class Agent extends AbstractAgentProxy {
  private static final int LARGEST = 1 << 20;

  private final Path socket;

  Agent(Path socket) {
    super(null); // nothing runs on its own here
    this.socket = socket;
  }

  /** The keys of kinds that this client knows. */
  ImmutableList<KeyAgentIdentity> keys() throws IOException {
    ImmutableList.Builder<KeyAgentIdentity> keys = ImmutableList.builder();
    for (Map.Entry<PublicKey, String> key : getIdentities()) {
      keys.add(new KeyAgentIdentity(this, key.getKey(), key.getValue()));
    }
    return keys.build();
  }

  @Override
  public Map.Entry<String, byte[]> sign(
      SessionContext session, PublicKey key, String algorithm, byte[] data) throws IOException {
    try {
      return super.sign(session, key, algorithm, data);
    } catch (SshException e) {
      throw new IOException("the agent at " + socket + " refused", e);
    }
  }

  @Override
  protected Buffer request(Buffer question) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer bytes = ByteBuffer.wrap(question.getCompactData());
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      return answer(new DataInputStream(Channels.newInputStream(channel)));
    }
  }

  private Buffer answer(DataInputStream stream) throws IOException {
    int length = stream.readInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("the agent at " + socket + " answered with nonsense");
    }
    return new ByteArrayBuffer(stream.readNBytes(length));
  }

  @Override
  public boolean isOpen() {
    return true;
  }
}
