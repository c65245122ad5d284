package dev.javaform.engine;

import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import java.util.Optional;

/**
 * A host's connection: opened when first needed, opened anew where it broke or the target changes.
 */
final class Link {

  private Optional<Connection> connection = Optional.empty();
  private Optional<Target> target = Optional.empty();
  private int earlierRoundTrips;

  /** The shell of {@code become} on {@code wanted}. */
  synchronized Session session(Connector connector, Target wanted, Become become)
      throws UnreachableException, BecomeException, InterruptedException {
    boolean open = connection.filter(Connection::isOpen).isPresent();
    if (!open || !target.equals(Optional.of(wanted))) {
      close();
    }
    if (connection.isEmpty()) {
      connection = Optional.of(connector.connect(wanted));
      target = Optional.of(wanted);
    }
    return connection.get().session(become);
  }

  /** How often anything was sent and waited for, over all connections. */
  synchronized int roundTrips() {
    return earlierRoundTrips + connection.map(Connection::roundTrips).orElse(0);
  }

  synchronized void close() {
    connection.ifPresent(
        open -> {
          earlierRoundTrips += open.roundTrips();
          open.close();
        });
    connection = Optional.empty();
    target = Optional.empty();
  }
}
