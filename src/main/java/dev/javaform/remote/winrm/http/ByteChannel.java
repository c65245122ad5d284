package dev.javaform.remote.winrm.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Optional;

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

  /**
   * What binds a proof of identity to this very channel: MD5 of the GSS structure around {@code
   * tls-server-end-point:} and the certificate's hash (RFC 5929, RFC 4121 4.1.1.2); empty without
   * TLS.
   */
  default Optional<byte[]> binding() {
    return Optional.empty();
  }
}
