package dev.javaform.remote.shell;

import java.io.IOException;

/** The way to a process that was started on a host. */
public interface Wire extends AutoCloseable {

  /** Hands bytes to the process's standard input. */
  void write(byte[] bytes, int from, int length) throws IOException;

  /** Ends the process's standard input. */
  void end() throws IOException;

  /** Lets go of the process. Never throws, never hangs. */
  @Override
  void close();
}
