package dev.javaform.remote;

/** A connection to one host, used by one thread at a time. */
public interface Connection extends AutoCloseable {

  /**
   * The persistent shell that runs as {@code become}; started at first use, then kept.
   *
   * @throws UnreachableException where the connection is gone
   * @throws BecomeException where that user cannot be had
   */
  Session session(Become become) throws UnreachableException, BecomeException, InterruptedException;

  /**
   * A way to a port that the host reaches, so that another connection can go through this one.
   *
   * @param host a name or an address as this connection's host knows it
   * @param limit for reaching it
   * @throws UnreachableException where the host does not lead there; the message is one clear line
   */
  Tunnel forward(String host, int port, Limit limit)
      throws UnreachableException, InterruptedException;

  /** Whether it can still be used, as far as is known. */
  boolean isOpen();

  /** How many times anything was sent and waited for since the connection was open. */
  int roundTrips();

  /** Ends every shell and what runs in them, then the connection. Never throws, never hangs. */
  @Override
  void close();
}
