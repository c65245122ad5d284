package dev.javaform.remote.windows;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Target;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Connections to the machines that guests run on: one for each, shared by the guests that lead
 * through it. For use by many threads.
 */
public final class GuestHosts implements AutoCloseable {

  private final Connector<Target> connector;
  private final Map<Target, Machine> machines = new HashMap<>();

  /**
   * @param connector connects to these machines
   */
  public GuestHosts(Connector<Target> connector) {
    this.connector = connector;
  }

  /** One machine; what is said to it is said one after the other. */
  private static final class Machine {
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Connection connection;
  }

  /** A way to a port that the machine reaches. */
  public Tunnel forward(Target.Host host, String address, int port, Limit limit)
      throws UnreachableException, InterruptedException {
    return with(host, connection -> connection.forward(address, port, limit));
  }

  /**
   * The address of a guest, as its machine knows it.
   *
   * @throws UnreachableException where nobody does; the message says what was asked
   */
  public String address(Target.Host host) throws UnreachableException, InterruptedException {
    GuestAddress finder = new GuestAddress(host.domain());
    return finder.read(run(host, finder.script()));
  }

  /** What the machine says about the guest's being on, to be set behind another message. */
  public String state(Target.Host host) throws InterruptedException {
    try {
      Output output =
          run(host, Script.sh("virsh -c qemu:///system domstate {} 2>&1", host.domain()));
      String said = output.stdout().strip();
      return said.isEmpty()
          ? ""
          : " (virsh domstate on %s: %s)".formatted(host.target().common().name(), said);
    } catch (UnreachableException e) {
      return " (and its host cannot be asked: %s)".formatted(e.getMessage());
    }
  }

  /** What a script on the machine printed, run as who may speak to its libvirt. */
  public Output run(Target.Host host, Script script)
      throws UnreachableException, InterruptedException {
    return with(
        host,
        connection -> {
          try {
            return connection
                .session(host.become())
                .exchange(List.of(), List.of(script), Map.of())
                .answers()
                .getFirst();
          } catch (BecomeException e) {
            throw new UnreachableException(
                "%s: %s".formatted(host.target().common().name(), e.getMessage()), e);
          }
        });
  }

  private interface Use<T> {
    T of(Connection connection) throws UnreachableException, InterruptedException;
  }

  private <T> T with(Target.Host host, Use<T> use)
      throws UnreachableException, InterruptedException {
    Machine machine = machine(host.target());
    machine.lock.lockInterruptibly();
    try {
      Connection open = machine.connection;
      if (open == null || !open.isOpen()) {
        open = connector.connect(host.target());
        machine.connection = open;
      }
      return use.of(open);
    } finally {
      machine.lock.unlock();
    }
  }

  private synchronized Machine machine(Target target) {
    return machines.computeIfAbsent(target, _ -> new Machine());
  }

  @Override
  public synchronized void close() {
    machines.values().stream()
        .flatMap(machine -> Stream.ofNullable(machine.connection))
        .forEach(Connection::close);
    machines.clear();
  }
}
