import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.shell.InvertedShellWrapper;
import org.apache.sshd.server.shell.ProcessShell;

/**
 * A host to log in to while the launcher records classes: this machine, behind an SSH server on
 * loopback that knows one key, which nobody but the user can read. Ends by itself after a minute.
 *
 * <p>Its argument is an empty folder, where it writes the key, a known_hosts file and, last, an
 * inventory called hosts.
 */
void main(String[] arguments) throws Exception {
  Path folder = Path.of(arguments[0]);
  KeyPair host = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
  KeyPair user = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, 256);
  try (SshServer server = SshServer.setUpDefaultServer()) {
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setPublickeyAuthenticator((_, key, _) -> KeyUtils.compareKeys(key, user.getPublic()));
    server.setCommandFactory((_, line) -> shell(line));
    server.start();
    write(user, folder.resolve("key"));
    String key = PublicKeyEntry.toString(host.getPublic());
    Files.writeString(
        folder.resolve("known_hosts"), "[127.0.0.1]:%d %s\n".formatted(server.getPort(), key));
    Path inventory = Files.writeString(folder.resolve("new"), inventory(server.getPort(), folder));
    Files.move(inventory, folder.resolve("hosts"));
    Thread.sleep(Duration.ofMinutes(1));
  }
}

/** A session of its own, as a login has: what is ended there ends nothing here. */
Command shell(String line) {
  return new InvertedShellWrapper(new ProcessShell("setsid", "/bin/sh", "-c", line));
}

void write(KeyPair key, Path file) throws Exception {
  try (OutputStream out = Files.newOutputStream(file)) {
    OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "training", null, out);
  }
}

String inventory(int port, Path folder) {
  return """
      direct ansible_connection=local
      over_ssh ansible_host=127.0.0.1 ansible_port=%d ansible_private_key_file='%s/key' \
      ansible_ssh_common_args='-F none -o "UserKnownHostsFile=%2$s/known_hosts"'
      """
      .formatted(port, folder);
}
