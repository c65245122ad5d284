package dev.javaform.remote.shell;

import java.io.IOException;
import java.time.Duration;

/** The way to a process that was started on a host. */
public interface Wire extends AutoCloseable {

  /** How many bytes are watched together: a slow link gets on, one that dribbles does not. */
  int CHUNK = 32 << 10;

  /** How long the far side may take to take in {@link #CHUNK} bytes. */
  Duration STALL = Duration.ofSeconds(30);

  /**
   * Hands bytes to the process's standard input.
   *
   * @param patience how long {@link #CHUNK} bytes may take; where they take longer, the process is
   *     let go of, and nothing can be written any more
   */
  void write(byte[] bytes, int from, int length, Duration patience) throws IOException;

  /** Ends the process's standard input. */
  void end() throws IOException;

  /** Lets go of the process. Never throws, never hangs. */
  @Override
  void close();
}
