package dev.javaform.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.AcceptAllServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.scp.client.ScpClient;
import org.apache.sshd.scp.client.ScpClientCreator;

/** Copies a file or a directory by the library sshd-scp, to compare it with what javaform does. */
final class ScpUpload {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private ScpUpload() {}

  /**
   * Copies once.
   *
   * @param args port, user, private key, source, destination
   */
  public static void main(String[] args) throws IOException {
    try (SshClient client = SshClient.setUpDefaultClient()) {
      client.setServerKeyVerifier(AcceptAllServerKeyVerifier.INSTANCE);
      client.setKeyIdentityProvider(new FileKeyPairProvider(Path.of(args[2])));
      client.start();
      int port = Integer.parseInt(args[0]);
      try (ClientSession session =
          client.connect(args[1], "127.0.0.1", port).verify(PATIENCE).getSession()) {
        session.auth().verify(PATIENCE);
        upload(ScpClientCreator.instance().createScpClient(session), Path.of(args[3]), args[4]);
      }
    }
  }

  private static void upload(ScpClient scp, Path source, String dest) throws IOException {
    List<ScpClient.Option> options =
        Files.isDirectory(source)
            ? List.of(ScpClient.Option.Recursive)
            : List.<ScpClient.Option>of();
    scp.upload(source, dest, options);
  }
}
