package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.local.LocalConnector;
import java.util.List;
import java.util.Map;

/** Real shells of this machine, of which one host is not what it seems. */
final class Altered implements Connector<Target.Local> {

  /** What a host does differently. */
  interface Trick {
    Reply exchange(
        Session real, List<Step.OnHost> steps, List<Script> probes, Map<String, String> environment)
        throws UnreachableException, InterruptedException;
  }

  private final LocalConnector real = new LocalConnector();
  private final String host;
  private final Trick trick;

  private Altered(String host, Trick trick) {
    this.host = host;
    this.trick = trick;
  }

  /** A host that says it did everything, and does nothing. */
  static Altered lying(String host) {
    return new Altered(
        host,
        (session, steps, probes, environment) ->
            new Reply(
                steps.stream().map(_ -> Output.of("")).collect(ImmutableList.toImmutableList()),
                session.exchange(List.of(), probes, environment).answers()));
  }

  /** A host whose answers do not fit into memory. */
  static Altered flooding(String host) {
    return new Altered(
        host,
        (_, _, _, _) -> {
          throw new OutOfMemoryError("too much");
        });
  }

  /** A host whose work ends in this, once it is asked to do something. */
  static Altered throwing(String host, Throwable thrown) {
    return new Altered(
        host,
        (session, steps, probes, environment) -> {
          if (steps.isEmpty()) {
            return session.exchange(steps, probes, environment);
          }
          switch (thrown) {
            case Error e -> throw e;
            case RuntimeException e -> throw e;
            case InterruptedException e -> throw e;
            default -> throw new AssertionError(thrown);
          }
        });
  }

  /** A host that answers every question with {@code garbage}. */
  static Altered babbling(String host, String garbage) {
    return new Altered(
        host,
        (_, steps, probes, _) ->
            new Reply(
                steps.stream().map(_ -> Output.of("")).collect(ImmutableList.toImmutableList()),
                probes.stream()
                    .map(_ -> Output.of(garbage))
                    .collect(ImmutableList.toImmutableList())));
  }

  /** A host whose cable is pulled once it is asked to do something. */
  static Altered dying(String host) {
    return new Altered(
        host,
        (session, steps, probes, environment) -> {
          if (!steps.isEmpty()) {
            throw new UnreachableException("the connection broke");
          }
          return session.exchange(steps, probes, environment);
        });
  }

  @Override
  public Connection connect(Target.Local target) {
    Connection connection = real.connect(target);
    return target.common().name().equals(host) ? new Changed(connection) : connection;
  }

  @Override
  public void close() {
    real.close();
  }

  private final class Changed implements Connection {

    private final Connection connection;

    Changed(Connection connection) {
      this.connection = connection;
    }

    @Override
    public Session session(Become become)
        throws UnreachableException, BecomeException, InterruptedException {
      Session session = connection.session(become);
      return (steps, probes, environment) -> trick.exchange(session, steps, probes, environment);
    }

    @Override
    public Tunnel forward(String to, int port, Limit limit)
        throws UnreachableException, InterruptedException {
      return connection.forward(to, port, limit);
    }

    @Override
    public boolean isOpen() {
      return connection.isOpen();
    }

    @Override
    public int roundTrips() {
      return connection.roundTrips();
    }

    @Override
    public void close() {
      connection.close();
    }
  }
}
