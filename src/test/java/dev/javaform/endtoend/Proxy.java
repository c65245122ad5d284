package dev.javaform.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A TCP proxy on loopback that does to a connection what bad links do, when it is told to or after
 * so many bytes from the client. What it holds it holds until it is closed.
 */
final class Proxy implements AutoCloseable {

  /** What becomes of the link. */
  enum Fault {
    /** Nothing of what the client sends gets through any more. */
    STALL_TO_SERVER,
    /** Nothing gets through any more, either way, and nobody learns of any end. */
    STALL,
    /** The client is told that the link is over, in the middle of things. */
    RESET
  }

  private final ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Socket> sockets = new ArrayList<>();
  private final int target;
  private final Fault fault;
  private final long after;
  private volatile boolean faulty;

  /**
   * @param after how many bytes of the client's get through before
   */
  Proxy(int target, Fault fault, long after) throws IOException {
    this.target = target;
    this.fault = fault;
    this.after = after;
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return port.getLocalPort();
  }

  /** From now on. */
  void fail() {
    faulty = true;
  }

  private void accept() {
    while (!port.isClosed()) {
      try {
        Socket client = port.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        synchronized (sockets) {
          sockets.add(client);
          sockets.add(server);
        }
        Thread.ofVirtual().start(() -> carry(client, server, true));
        Thread.ofVirtual().start(() -> carry(server, client, false));
      } catch (IOException e) {
        if (!port.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void carry(Socket from, Socket to, boolean toServer) {
    byte[] chunk = new byte[64 << 10];
    long carried = 0;
    try (InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream()) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        carried += n;
        faulty |= toServer && carried > after;
        if (faulty && strikes(from, to, toServer)) {
          closed.await();
          return;
        }
        out.write(chunk, 0, n);
      }
      if (faulty) {
        closed.await(); // an end does not get through either
      }
    } catch (IOException _) {
      // a side hung up, which the other learns now
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean strikes(Socket from, Socket to, boolean toServer) throws IOException {
    if (fault == Fault.RESET) {
      Socket client = toServer ? from : to;
      client.setSoLinger(true, 0);
      client.close();
    }
    return toServer || fault != Fault.STALL_TO_SERVER;
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    port.close();
    synchronized (sockets) {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }
}
