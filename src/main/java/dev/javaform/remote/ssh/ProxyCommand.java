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
 * The program of {@code ProxyCommand}: its standard input and output are the way to the host. MINA
 * speaks to sockets only, so one connection to a local port stands for the program.
 */
final class ProxyCommand implements Closeable {
  private static final int CHUNK = 32 << 10;
  private static final int PATIENCE_MILLIS = 10_000;

  private final Process process;
  private final ServerSocket door;

  private ProxyCommand(Process process, ServerSocket door) {
    this.process = process;
    this.door = door;
  }

  static ProxyCommand start(String command) throws IOException {
    ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    door.setSoTimeout(PATIENCE_MILLIS);
    Process process =
        new ProcessBuilder("/bin/sh", "-c", "exec " + command)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    ProxyCommand proxy = new ProxyCommand(process, door);
    daemon(proxy::serve);
    return proxy;
  }

  /** Where to connect to. */
  InetSocketAddress door() {
    return new InetSocketAddress(door.getInetAddress(), door.getLocalPort());
  }

  private void serve() {
    try (door;
        Socket socket = door.accept()) {
      socket.setTcpNoDelay(true);
      InputStream fromSocket = socket.getInputStream();
      daemon(() -> copy(fromSocket, process.getOutputStream()));
      copy(process.getInputStream(), socket.getOutputStream());
    } catch (IOException e) {
      process.destroy(); // nobody came, or the door was closed: the client tells its own story
    }
  }

  private void copy(InputStream from, OutputStream to) {
    byte[] chunk = new byte[CHUNK];
    try (from;
        to) {
      for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
        to.write(chunk, 0, n);
        to.flush();
      }
    } catch (IOException e) {
      process.destroy(); // one side has hung up; the other is closed with it
    }
  }

  private static void daemon(Runnable work) {
    Thread.ofPlatform().daemon().name("javaform-proxy").start(work);
  }

  @Override
  public void close() throws IOException {
    door.close();
    process.destroy();
  }
}
