package dev.javaform.remote.ssh;

import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientConnectionServiceFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/** Sets up the one MINA client that all connections share; it reads no file of its own accord. */
final class Client {
  private static final Duration ANSWER = Duration.ofMinutes(10);

  private Client() {}

  static SshClient start(KeyFiles files) {
    SshClient client = ClientBuilder.builder().build(true);
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setPasswordIdentityProvider(PasswordIdentityProvider.EMPTY_PASSWORDS_PROVIDER);
    client.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
    client.setUserAuthFactories(
        List.of(
            new PublicKeyMethod(files),
            UserAuthKeyboardInteractiveFactory.INSTANCE,
            UserAuthPasswordFactory.INSTANCE));
    client.setServerKeyVerifier((session, _, key) -> accepts(session, key));
    client.setServiceFactories(List.of(new Preferences(), ClientConnectionServiceFactory.INSTANCE));
    limits(client);
    client.start();
    return client;
  }

  private static void limits(SshClient client) {
    CoreModuleProperties.TCP_NODELAY.set(client, true); // else 40 ms per round trip
    CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
    CoreModuleProperties.AUTH_TIMEOUT.set(client, ANSWER); // the connection has its own patience
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO); // heartbeats tell who is dead
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
  }

  private static boolean accepts(ClientSession session, PublicKey key) {
    Route route = session.getConnectionContext().getAttribute(Route.KEY);
    String[] words = PublicKeyEntry.toString(key).split(" ");
    return route.accepts(words[0], words[1]);
  }
}
