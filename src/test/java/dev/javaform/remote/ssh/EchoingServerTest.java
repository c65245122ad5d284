package dev.javaform.remote.ssh;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Target;
import dev.javaform.remote.Targets;
import dev.javaform.remote.UnreachableException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.password.PasswordAuthenticator;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.AbstractCommandSupport;
import org.apache.sshd.server.keyprovider.SimpleGeneratorHostKeyProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that say the login's password again: OpenSSH's does not, so these are of the test. */
@Tag("faults")
@Timeout(60)
class EchoingServerTest {
  private static final String PASSWORD = "xyzzy-42";

  private final SshConnector connector = new SshConnector(UserDialog.NOBODY);
  private final SshServer server = SshServer.setUpDefaultServer();

  @AfterEach
  void close() throws IOException {
    connector.close();
    server.close(true);
  }

  private String refusal(PasswordAuthenticator authenticator) throws IOException {
    server.setHost("127.0.0.1");
    server.setKeyPairProvider(new SimpleGeneratorHostKeyProvider());
    server.setPasswordAuthenticator(authenticator);
    server.start();
    Target.Ssh target =
        Targets.ssh("127.0.0.1", server.getPort(), "bob")
            .options("-o", "IdentityAgent=none", "-o", "PubkeyAuthentication=no")
            .hostKeys(Target.HostKeys.IGNORE)
            .secrets(Optional.of(new Secret(PASSWORD)), Optional.empty())
            .target();
    String line = assertThrows(UnreachableException.class, () -> ask(target)).getMessage();
    assertFalse(line.contains("xyzzy"), line);
    return line;
  }

  private void ask(Target.Ssh target) throws Exception {
    try (Connection connection = connector.connect(target)) {
      connection.session(Become.NO).exchange(List.of(), List.of(Script.sh("true")), Map.of());
    }
  }

  @Test
  void theReasonOfAGoodbye() throws Exception {
    String line =
        refusal(
            (_, password, session) -> {
              try {
                session.disconnect(
                    SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME, "not with " + password + "!");
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              return false;
            });
    assertTrue(line.contains("the host said: not with ********!"), line);
  }

  @Test
  void whatCameInsteadOfAShell() throws Exception {
    server.setCommandFactory((_, command) -> new Echo(command));
    String line = refusal((_, password, _) -> password.equals(PASSWORD));
    assertTrue(line.contains("what came instead: You are bob with ********; bye"), line);
  }

  /** A command that says the password, and ends. */
  private static final class Echo extends AbstractCommandSupport {
    Echo(String command) {
      super(command, null);
    }

    @Override
    public void start(ChannelSession channel, Environment environment) throws IOException {
      OutputStream out = getOutputStream();
      out.write(("You are bob with " + PASSWORD + "\nbye\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      ExitCallback end = getExitCallback();
      end.onExit(1);
    }

    @Override
    public void run() {
      throw new UnsupportedOperationException("everything is done at the start");
    }
  }
}
