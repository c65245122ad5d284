package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an agent says, and what is made of it; SshConnectorTest asks a real one. */
@Timeout(30)
class AgentTest {
  private static final byte IDENTITIES = 12;
  private static final byte FAILURE = 5;

  @TempDir private Path folder;

  @Test
  void leavesOutKeysOfKindsThatItDoesNotKnow() throws Exception {
    PublicKey known = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    Buffer unknown = new ByteArrayBuffer();
    unknown.putString("ssh-of-tomorrow");
    unknown.putString("whatever it holds");
    Buffer answer = new ByteArrayBuffer();
    answer.putByte(IDENTITIES);
    answer.putInt(2);
    answer.putBytes(unknown.getCompactData());
    answer.putString("new");
    answer.putPublicKey(known);
    answer.putString("usual");
    List<KeyAgentIdentity> keys = answering(answer).keys();
    assertEquals(List.of("usual"), keys.stream().map(KeyAgentIdentity::getComment).toList());
    assertEquals(known, keys.getFirst().getKeyIdentity().getPublic());
  }

  @Test
  void fallsForNoAnswerThatIsNone() throws Exception {
    Buffer refusal = new ByteArrayBuffer();
    refusal.putByte(FAILURE);
    assertThrows(IOException.class, () -> answering(refusal).keys());
    assertThrows(IOException.class, () -> answering(new ByteArrayBuffer()).keys());
  }

  @Test
  void namesTheAgentThatRefusesToSign() throws Exception {
    PublicKey key = KeyPairGenerator.getInstance("EC").generateKeyPair().getPublic();
    Buffer refusal = new ByteArrayBuffer();
    refusal.putByte(FAILURE);
    Agent agent = answering(refusal);
    IOException e =
        assertThrows(
            IOException.class, () -> agent.sign(null, key, "ecdsa-sha2-nistp384", new byte[] {1}));
    assertEquals("the agent at " + folder.resolve("agent") + " refused", e.getMessage());
  }

  /** An agent that has the same answer to the first question, whatever it is. */
  private Agent answering(Buffer answer) throws IOException {
    Path socket = folder.resolve("agent");
    java.nio.file.Files.deleteIfExists(socket);
    ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    byte[] bytes = answer.getCompactData();
    ByteBuffer framed = ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes);
    Thread.ofVirtual().start(() -> serve(server, framed.flip()));
    return new Agent(socket);
  }

  private static void serve(ServerSocketChannel server, ByteBuffer answer) {
    try (server;
        SocketChannel channel = server.accept()) {
      channel.read(ByteBuffer.allocate(4096));
      channel.write(answer);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
