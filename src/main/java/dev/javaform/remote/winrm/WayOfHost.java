package dev.javaform.remote.winrm;

import dev.javaform.remote.Limit;
import dev.javaform.remote.Target;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.ssh.LocalPort;
import dev.javaform.remote.windows.GuestHosts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** The way to a guest through the connection to its host. */
record WayOfHost(GuestHosts hosts, Target.Host host, Limit limit) implements Reaching {

  @Override
  public Socket socket(String address, int port) throws IOException {
    Tunnel tunnel = tunnel(address, port);
    LocalPort door = LocalPort.open(tunnel.from(), tunnel.to(), tunnel);
    InetSocketAddress here = door.address();
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(here);
    return socket;
  }

  private Tunnel tunnel(String address, int port) throws IOException {
    try {
      return hosts.forward(host, address, port, limit);
    } catch (UnreachableException e) {
      throw new IOException(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    }
  }
}
