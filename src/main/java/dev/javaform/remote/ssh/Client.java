package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Attention;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.keyboard.UserAuthKeyboardInteractiveFactory;
import org.apache.sshd.client.auth.password.PasswordIdentityProvider;
import org.apache.sshd.client.auth.password.UserAuthPasswordFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.future.ConnectFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.FactoryManager;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.io.IoServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactory;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.util.threads.CloseableExecutorService;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.common.util.threads.ThreadUtils;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;

/**
 * What all connections share: the one MINA client, which reads no file of its own accord, the clock
 * by which hosts are waited for, and the order in which they come in.
 */
final class Client implements AutoCloseable {
  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();
  private static final int FIRST_LOGINS = Math.max(8, 4 * PROCESSORS);

  private final SshClient client;
  private final KeyFiles files;
  private final Attention clock;
  private final Admission admission;
  private final Map<String, Threshold> thresholds = new ConcurrentHashMap<>();

  private Client(SshClient client, KeyFiles files, Attention clock) {
    this.client = client;
    this.files = files;
    this.clock = clock;
    this.admission = new Admission(FIRST_LOGINS, clock);
  }

  static Client start(KeyFiles files) {
    CloseableExecutorService listeners =
        ThreadUtils.newFixedThreadPool("javaform-ssh", PROCESSORS + 1);
    Attention clock = Attention.to(listeners);
    SshClient client = ClientBuilder.builder().build(true);
    client.setIoServiceFactoryFactory(new Io(listeners));
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
    client.setServiceFactories(List.of(new Preferences(), Pulse.factory(clock)));
    limits(client);
    client.start();
    return new Client(client, files, clock);
  }

  /** MINA holds a thread for each connection that nobody has answered yet: a virtual one here. */
  private static final class Io extends Nio2ServiceFactoryFactory {
    private final CloseableExecutorService listeners;

    Io(CloseableExecutorService listeners) {
      this.listeners = listeners;
    }

    @Override
    public IoServiceFactory create(FactoryManager manager) {
      return new Nio2ServiceFactory(
          manager, listeners, new NoCloseExecutor(Executors.newVirtualThreadPerTaskExecutor()));
    }
  }

  /** Takes every limit from MINA that {@link dev.javaform.remote.Limit} is about. */
  private static void limits(SshClient client) {
    CoreModuleProperties.TCP_NODELAY.set(client, true); // else 40 ms per round trip
    CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.AUTH_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO); // heartbeats tell who is dead
    CoreModuleProperties.NIO2_READ_TIMEOUT.set(client, Duration.ZERO);
    CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
  }

  private static boolean accepts(ClientSession session, PublicKey key) {
    Route route = Route.of(session);
    String[] words = PublicKeyEntry.toString(key).split(" ", -1);
    return route.accepts(words[0], words[1]);
  }

  /** The clock by which hosts are waited for. */
  Attention clock() {
    return clock;
  }

  Admission admission() {
    return admission;
  }

  /** The door of a server. */
  Threshold threshold(String place) {
    return thresholds.computeIfAbsent(place, _ -> new Threshold());
  }

  /** Whether a person is being asked for a passphrase. */
  boolean isAsking() {
    return files.isAsking();
  }

  /** Begins to connect; the route comes along. */
  ConnectFuture connect(InetSocketAddress door, Route route) throws IOException {
    return client.connect(route.settings().user(), door, route, null);
  }

  @Override
  public void close() {
    client.close(true);
    clock.close();
  }
}
