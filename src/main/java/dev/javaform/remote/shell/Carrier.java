package dev.javaform.remote.shell;

import java.io.IOException;

/** Starts processes on one host: an SSH connection, or this machine. */
public interface Carrier extends AutoCloseable {

  /**
   * Starts a command through the login shell (or {@code /bin/sh}); what it prints goes to {@code
   * receiver}, from another thread, from the first byte on.
   *
   * @throws IOException where it cannot be started; the message is one clear line
   */
  Wire start(String command, Receiver receiver) throws IOException, InterruptedException;

  /** Whether more processes can be started. */
  boolean isOpen();

  /** The host as messages name it: {@code 192.0.2.7 port 22}. */
  String place();

  /** Ends the connection. Never throws, never hangs. */
  @Override
  void close();
}
