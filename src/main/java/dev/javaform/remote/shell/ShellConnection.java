package dev.javaform.remote.shell;

import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeException;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection whose sessions are POSIX shells, one per user. */
public final class ShellConnection implements Connection {
  private final Carrier carrier;
  private final Target.Posix target;
  private final AtomicInteger trips = new AtomicInteger();
  private final Map<Become, ShellSession> sessions = new ConcurrentHashMap<>();

  /** Over a carrier that this connection closes. */
  public ShellConnection(Carrier carrier, Target.Posix target) {
    this.carrier = carrier;
    this.target = target;
  }

  @Override
  public Session session(Become become)
      throws UnreachableException, BecomeException, InterruptedException {
    ShellSession known = sessions.get(become);
    return known == null ? open(become) : known;
  }

  private Session open(Become become)
      throws UnreachableException, BecomeException, InterruptedException {
    ShellSession session = new ShellSession(carrier, target, become, trips::incrementAndGet);
    try {
      session.open();
    } catch (IOException e) {
      throw new UnreachableException(e.getMessage(), e);
    }
    sessions.put(become, session);
    return session;
  }

  @Override
  public Tunnel forward(String host, int port, Limit limit)
      throws UnreachableException, InterruptedException {
    try {
      return carrier.forward(host, port, limit);
    } catch (IOException e) {
      throw new UnreachableException(e.getMessage(), e);
    }
  }

  @Override
  public boolean isOpen() {
    return carrier.isOpen();
  }

  @Override
  public int roundTrips() {
    return trips.get();
  }

  @Override
  public void close() {
    sessions.values().forEach(ShellSession::close);
    carrier.close();
  }
}
