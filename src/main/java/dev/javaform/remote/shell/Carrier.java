package dev.javaform.remote.shell;

import dev.javaform.remote.Limit;
import dev.javaform.remote.Tunnel;
import java.io.IOException;
import java.util.function.LongSupplier;

/** Starts processes on one host: an SSH connection, or this machine. */
public interface Carrier extends AutoCloseable {

  /**
   * Starts a command through the login shell (or {@code /bin/sh}); what it prints goes to {@code
   * receiver}, from another thread, from the first byte on.
   *
   * @throws IOException where it cannot be started; the message is one clear line
   */
  Wire start(String command, Receiver receiver) throws IOException, InterruptedException;

  /**
   * A way to a port that the host reaches.
   *
   * @param limit for reaching it
   * @throws IOException where the host does not lead there; the message is one clear line
   */
  Tunnel forward(String host, int port, Limit limit) throws IOException, InterruptedException;

  /** Whether more processes can be started. */
  boolean isOpen();

  /** The host as messages name it: {@code 192.0.2.7 port 22}. */
  String place();

  /** By what clock a login is waited for: one that leaves out when nobody here could listen. */
  default LongSupplier clock() {
    return System::nanoTime;
  }

  /** Told when a shell has answered for the first time: the login is over. */
  default void greeted() {}

  /** Ends the connection. Never throws, never hangs. */
  @Override
  void close();
}
