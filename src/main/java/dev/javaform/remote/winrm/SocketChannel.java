package dev.javaform.remote.winrm;

import dev.javaform.remote.winrm.http.ByteChannel;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Optional;

/**
 * A socket as a channel, plain or TLS.
 *
 * @param binds what binds a proof of identity to it, where it is TLS
 */
record SocketChannel(Socket socket, InputStream in, OutputStream out, Optional<byte[]> binds)
    implements ByteChannel {

  static SocketChannel of(Socket socket, Optional<byte[]> binds) throws IOException {
    return new SocketChannel(
        socket, new BufferedInputStream(socket.getInputStream()), socket.getOutputStream(), binds);
  }

  @Override
  public void patience(Duration patience) throws IOException {
    socket.setSoTimeout(Math.clamp(patience.toMillis(), 1, Integer.MAX_VALUE));
  }

  @Override
  public Optional<byte[]> binding() {
    return binds;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
