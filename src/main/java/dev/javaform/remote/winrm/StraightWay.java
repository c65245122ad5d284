package dev.javaform.remote.winrm;

import dev.javaform.remote.Limit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * The way from here.
 *
 * @param limit for each address
 */
record StraightWay(Limit limit) implements Reaching {

  @Override
  public Socket socket(String address, int port) throws IOException {
    IOException last = new IOException("nothing to connect to");
    for (InetAddress each : addresses(address)) {
      Socket socket = new Socket();
      try {
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(each, port), Math.toIntExact(limit.time().toMillis()));
        return socket;
      } catch (SocketTimeoutException e) {
        socket.close();
        last = new IOException("nothing answers " + limit.within(), e);
      } catch (IOException e) {
        socket.close();
        last = e;
      }
    }
    throw last;
  }

  private static InetAddress[] addresses(String address) throws IOException {
    try {
      return InetAddress.getAllByName(address);
    } catch (UnknownHostException e) {
      throw new IOException(
          "the name has no address; check the spelling, DNS, or set ansible_host", e);
    }
  }
}
