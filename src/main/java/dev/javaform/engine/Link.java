package dev.javaform.engine;

import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A host's connections, one for each way there (as another user, with other patience): opened when
 * first needed, opened anew where they broke, kept until the end of the run. Of more than {@link
 * #MOST} the one that was not used for longest is closed.
 */
final class Link {

  /** A host's tasks seldom come in by more ways than a few; each costs the host a login. */
  static final int MOST = 4;

  private final Map<Target, Connection> open = new LinkedHashMap<>(MOST, 0.75f, true);
  private int earlierRoundTrips;

  /** The shell of {@code become} on {@code wanted}. */
  synchronized Session session(Connector<Target> connector, Target wanted, Become become)
      throws UnreachableException, BecomeException, InterruptedException {
    return connection(connector, wanted).session(become);
  }

  private Connection connection(Connector<Target> connector, Target wanted)
      throws UnreachableException, InterruptedException {
    Connection known = open.get(wanted);
    if (known != null && known.isOpen()) {
      return known;
    }
    if (known != null) {
      open.remove(wanted);
      end(known);
    }
    makeRoom();
    Connection fresh = connector.connect(wanted);
    open.put(wanted, fresh);
    return fresh;
  }

  private void makeRoom() {
    Iterator<Connection> oldest = open.values().iterator();
    while (open.size() >= MOST) {
      Connection unused = oldest.next();
      oldest.remove();
      end(unused);
    }
  }

  private void end(Connection connection) {
    earlierRoundTrips += connection.roundTrips();
    connection.close();
  }

  /** How often anything was sent and waited for, over all connections. */
  synchronized int roundTrips() {
    return earlierRoundTrips + open.values().stream().mapToInt(Connection::roundTrips).sum();
  }

  synchronized void close() {
    open.values().forEach(this::end);
    open.clear();
  }
}
