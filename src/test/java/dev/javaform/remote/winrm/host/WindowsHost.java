package dev.javaform.remote.winrm.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A Windows host that runs in this process and listens on the loopback interface, on a port of its
 * own. It speaks what real ones were recorded to speak; what it does with a pipeline of PowerShell
 * is for its {@link Engine} to say.
 */
public final class WindowsHost implements AutoCloseable {

  private final Settings settings;
  private final Optional<Certificates.Pair> certificate;
  private final ServerSocket listener;
  private final Shells shells;
  private final Service service;
  private final Programs programs;
  private final Engine engine;
  private volatile long back = System.nanoTime();
  private final Traffic traffic = new Traffic();
  private final Map<String, Deque<Misbehaviour>> misbehaviours = new ConcurrentHashMap<>();
  private final Set<HostConnection> connections = ConcurrentHashMap.newKeySet();

  private WindowsHost(Settings settings, Optional<Certificates.Pair> certificate, Engine engine)
      throws IOException {
    this.settings = settings;
    this.certificate = certificate;
    this.engine = engine;
    this.shells = new Shells(settings);
    this.programs = new Programs(settings.computer);
    this.service = new Service(settings, shells, this::open);
    this.listener = listen();
    engine.rebootBy(this::reboot);
    Thread.ofVirtual().start(this::accept);
  }

  /** One without TLS. */
  public static WindowsHost plain(Settings settings) throws IOException {
    return plain(settings, WindowsHost::unknown);
  }

  /** One without TLS, and what its PowerShell does. */
  public static WindowsHost plain(Settings settings, Engine engine) throws IOException {
    return new WindowsHost(settings, Optional.empty(), engine);
  }

  /** One with TLS, and that certificate. */
  public static WindowsHost encrypted(Settings settings, Certificates.Pair certificate)
      throws IOException {
    return encrypted(settings, certificate, WindowsHost::unknown);
  }

  /** One with TLS, and what its PowerShell does. */
  public static WindowsHost encrypted(
      Settings settings, Certificates.Pair certificate, Engine engine) throws IOException {
    return new WindowsHost(settings, Optional.of(certificate), engine);
  }

  private static String unknown(String command, Map<String, Object> parameters)
      throws Engine.EngineException {
    throw new Engine.EngineException(
        "The term '%s' is not recognized as the name of a cmdlet.".formatted(command));
  }

  private ServerSocket listen() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return certificate.isPresent()
        ? certificate.get().context().getServerSocketFactory().createServerSocket(0, 50, loopback)
        : new ServerSocket(0, 50, loopback);
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().start(() -> serve(socket));
      } catch (IOException _) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    HostConnection connection =
        new HostConnection(
            this, socket, new Login(settings, certificate.map(Certificates.Pair::binding)));
    connections.add(connection);
    try (socket) {
      if (System.nanoTime() - back < 0) {
        connection.reset();
        return;
      }
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(Math.toIntExact(settings.connectionIdle.toMillis()));
      connection.serve();
    } catch (IOException | InterruptedException | RuntimeException _) {
      // whoever was at the other end sees that the connection is closed
    } finally {
      connections.remove(connection);
    }
  }

  private Shell open(Soap request, String user) throws HostFault {
    if (request.resource().equals(TextShell.RESOURCE)) {
      return new TextShell(user, programs, settings.piece);
    }
    if (request.resource().equals(PoolShell.RESOURCE)) {
      return PoolShell.open(request, user, engine, settings.piece);
    }
    throw HostFault.badArgument();
  }

  /** Where it listens. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The address of its service. */
  public String address() {
    return "%s://127.0.0.1:%d/wsman".formatted(certificate.isPresent() ? "https" : "http", port());
  }

  /** What came and went. */
  public Traffic traffic() {
    return traffic;
  }

  /** How many shells are open. */
  public int shells() {
    return shells.size();
  }

  /** Does that with the next request of this operation that nothing else is said for. */
  public WindowsHost misbehave(String operation, Misbehaviour misbehaviour) {
    misbehaviours.computeIfAbsent(operation, _ -> new ArrayDeque<>()).add(misbehaviour);
    return this;
  }

  /** What comes next for an operation; null for what is right. */
  @Nullable Misbehaviour misbehaviour(String operation) {
    Deque<Misbehaviour> own = misbehaviours.get(operation);
    return own == null ? null : own.poll();
  }

  /** Another program for cmd.exe. */
  WindowsHost program(String name, Console.Program program) {
    programs.add(name, program);
    return this;
  }

  /** Lets powershell.exe print this, whatever it is told. */
  public WindowsHost saying(String text) {
    return powershell(
        (_, console) -> {
          console.in().readAllBytes();
          console.print(text.getBytes(StandardCharsets.UTF_8));
          return 0;
        });
  }

  /** What powershell.exe does with scripts. */
  WindowsHost powershell(Programs.Scripted powershell) {
    programs.powershell(powershell);
    return this;
  }

  /** Is started anew at once: forgets all shells, and all connections break. */
  public void reboot() {
    reboot(Duration.ZERO);
  }

  /**
   * Is started anew.
   *
   * @param away how long nobody answers
   */
  public void reboot(Duration away) {
    back = System.nanoTime() + away.toNanos();
    stop();
    engine.booted();
  }

  private void stop() {
    shells.closeAll();
    for (HostConnection connection : connections) {
      try {
        connection.reset();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  Settings settings() {
    return settings;
  }

  Service service() {
    return service;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    stop();
  }
}
