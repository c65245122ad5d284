package dev.javaform.remote.ssh;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * A local port that leads to the far end of two streams, for one connection: some libraries speak
 * to sockets only.
 */
public final class LocalPort implements Closeable {
  private static final int CHUNK = 32 << 10;

  private final ServerSocket port;
  private final InputStream from;
  private final OutputStream to;
  private final Closeable far;

  private LocalPort(ServerSocket port, InputStream from, OutputStream to, Closeable far) {
    this.port = port;
    this.from = from;
    this.to = to;
    this.far = far;
  }

  /**
   * Opens a door.
   *
   * @param far closed when either side hangs up, or with the door
   */
  public static LocalPort open(InputStream from, OutputStream to, Closeable far)
      throws IOException {
    ServerSocket port = port();
    LocalPort door = new LocalPort(port, from, to, far);
    daemon(door::serve);
    return door;
  }

  private static ServerSocket port() throws IOException {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new IOException("this machine has no free local port: " + Cause.of(e), e);
    }
  }

  /** Where to knock. */
  public InetSocketAddress address() {
    return new InetSocketAddress(port.getInetAddress(), port.getLocalPort());
  }

  private void serve() {
    try (far;
        port;
        Socket socket = port.accept()) {
      socket.setTcpNoDelay(true);
      InputStream fromSocket = socket.getInputStream();
      daemon(() -> copy(fromSocket, to));
      copy(from, socket.getOutputStream());
    } catch (IOException _) {
      // nobody came, or the door was closed: the client tells its own story
    }
  }

  private static void copy(InputStream from, OutputStream to) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
        to.write(chunk, 0, n);
        to.flush();
      }
    } catch (IOException _) {
      // one side has hung up; the other is closed with it
    }
  }

  /** Platform threads: reading a process's pipe would hold a virtual thread's carrier. */
  static void daemon(Runnable work) {
    Thread.ofPlatform().daemon().name("javaform-door").start(work);
  }

  @Override
  public void close() throws IOException {
    port.close();
    far.close();
  }
}
