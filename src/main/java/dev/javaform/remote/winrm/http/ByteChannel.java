package dev.javaform.remote.winrm.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A way to a host and back: a socket, TLS in one, a channel of another host's SSH session. */
public interface ByteChannel extends Closeable {

  /** What comes from the host. */
  InputStream in() throws IOException;

  /** What goes to it. */
  OutputStream out() throws IOException;

  /**
   * How long a read may wait from now on; then it throws {@link java.net.SocketTimeoutException}.
   */
  void patience(Duration patience) throws IOException;
}
