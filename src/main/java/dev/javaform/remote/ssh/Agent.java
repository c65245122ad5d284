package dev.javaform.remote.ssh;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The ssh-agent behind a socket, as draft-ietf-sshm-ssh-agent describes it: lists keys, signs. */
final class Agent {
  private static final byte REQUEST_IDENTITIES = 11;
  private static final byte IDENTITIES_ANSWER = 12;
  private static final byte SIGN_REQUEST = 13;
  private static final byte SIGN_RESPONSE = 14;
  private static final int RSA_SHA2_256 = 2;
  private static final int RSA_SHA2_512 = 4;
  private static final int LARGEST = 1 << 20;

  /**
   * A key that the agent holds.
   *
   * @param blob the public key as SSH writes it
   */
  record Key(PublicKey key, byte[] blob, String comment) {}

  private final Path socket;

  Agent(Path socket) {
    this.socket = socket;
  }

  /** The keys of kinds that this client knows. */
  List<Key> keys() throws IOException {
    Buffer answer = ask(new byte[] {REQUEST_IDENTITIES}, IDENTITIES_ANSWER);
    List<Key> keys = new ArrayList<>();
    for (int left = answer.getInt(); left > 0; left--) {
      byte[] blob = answer.getBytes();
      String comment = answer.getString();
      decode(blob).ifPresent(key -> keys.add(new Key(key, blob, comment)));
    }
    return keys;
  }

  /** The name of the algorithm and the signature. */
  Map.Entry<String, byte[]> sign(byte[] blob, String algorithm, byte[] data) throws IOException {
    Buffer request = new ByteArrayBuffer();
    request.putByte(SIGN_REQUEST);
    request.putBytes(blob);
    request.putBytes(data);
    request.putInt(flags(algorithm));
    Buffer answer = ask(request.getCompactData(), SIGN_RESPONSE);
    Buffer signature = new ByteArrayBuffer(answer.getBytes());
    return Map.entry(signature.getString(), signature.getBytes());
  }

  private static int flags(String algorithm) {
    return switch (algorithm) {
      case "rsa-sha2-256" -> RSA_SHA2_256;
      case "rsa-sha2-512" -> RSA_SHA2_512;
      default -> 0;
    };
  }

  private static Optional<PublicKey> decode(byte[] blob) {
    try {
      return Optional.of(new ByteArrayBuffer(blob).getRawPublicKey());
    } catch (SshException | RuntimeException e) {
      return Optional.empty(); // a hardware key or a certificate: not for this client
    }
  }

  private Buffer ask(byte[] request, byte expected) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      ByteBuffer framed = ByteBuffer.allocate(4 + request.length).putInt(request.length);
      framed.put(request).flip();
      while (framed.hasRemaining()) {
        channel.write(framed);
      }
      return answer(new DataInputStream(Channels.newInputStream(channel)), expected);
    }
  }

  private Buffer answer(DataInputStream stream, byte expected) throws IOException {
    int length = stream.readInt();
    if (length < 1 || length > LARGEST) {
      throw new IOException("the agent at " + socket + " answered with nonsense");
    }
    Buffer answer = new ByteArrayBuffer(stream.readNBytes(length));
    if (answer.getByte() != expected) {
      throw new IOException("the agent at " + socket + " refused");
    }
    return answer;
  }
}
