package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A way to a server that goes bad after so many bytes in one direction. What it does then it does
 * to every connection. Closing it breaks what is left.
 */
final class BadLink implements AutoCloseable {

  /** Which way the bytes go that are counted. */
  enum Direction {
    TO_HOST,
    FROM_HOST
  }

  /** What becomes of the connection. */
  enum Fault {
    /** Both ends are told that it was cut. */
    RESET,
    /** Both ends are told that the other has said everything. */
    END,
    /** Who would have got the next bytes is told so; the other way stays open. */
    HALF_END,
    /** One byte arrives as another one. */
    GARBLE,
    /** The bytes stay where they are, and nobody is told. */
    STALL,
    /** The bytes are taken and go nowhere. */
    SWALLOW
  }

  private final ServerSocket server;
  private final int target;
  private final Fault fault;
  private final Direction direction;
  private final long after;
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private volatile boolean struck;

  private BadLink(ServerSocket server, int target, Fault fault, Direction direction, long after) {
    this.server = server;
    this.target = target;
    this.fault = fault;
    this.direction = direction;
    this.after = after;
  }

  /** A link to this server. */
  static BadLink to(LoopbackSshd sshd, Fault fault, Direction direction, long after)
      throws IOException {
    ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    BadLink link = new BadLink(server, sshd.port(), fault, direction, after);
    Thread.ofVirtual().start(link::accept);
    return link;
  }

  /** The server behind this link as a host, known by the same keys. */
  HostLine host(String name, LoopbackSshd sshd) throws IOException {
    String its = "]:" + sshd.port() + " ";
    String mine = "]:" + server.getLocalPort() + " ";
    List<String> lines =
        Files.readAllLines(sshd.knownHosts()).stream()
            .filter(line -> line.contains(its))
            .map(line -> line.replace(its, mine))
            .toList();
    Files.write(sshd.knownHosts(), lines, StandardOpenOption.APPEND);
    return HostLine.of(name, sshd).with("ansible_port", server.getLocalPort());
  }

  /** Whether it has gone bad. */
  boolean hasStruck() {
    return struck;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
        open.addAll(List.of(client, behind));
        carry(client, behind, Direction.TO_HOST);
        carry(behind, client, Direction.FROM_HOST);
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void carry(Socket from, Socket to, Direction way) {
    Thread.ofVirtual().start(() -> pump(from, to, way == direction ? after : Long.MAX_VALUE));
  }

  private void pump(Socket from, Socket to, long left) {
    byte[] buffer = new byte[16 << 10];
    long good = left;
    try {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      if (good == 0 && fault != Fault.GARBLE) {
        strike(from, to);
        return;
      }
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        if (count < good) {
          out.write(buffer, 0, count);
          good -= good == Long.MAX_VALUE ? 0 : count;
          continue;
        }
        out.write(buffer, 0, (int) good);
        if (fault != Fault.GARBLE) {
          strike(from, to);
          return;
        }
        if (count > good) {
          struck = true;
          buffer[(int) good] ^= 0x55;
          out.write(buffer, (int) good, count - (int) good);
          good = Long.MAX_VALUE;
        } else {
          good = 0;
        }
      }
      to.shutdownOutput();
    } catch (IOException _) {
      reset(from, to); // the one is gone, so the other is, too
    }
  }

  private void strike(Socket from, Socket to) throws IOException {
    struck = true;
    switch (fault) {
      case RESET -> reset(from, to);
      case END -> {
        from.close();
        to.close();
      }
      case HALF_END -> {
        to.shutdownOutput();
        from.getInputStream().transferTo(OutputStream.nullOutputStream());
      }
      case SWALLOW -> from.getInputStream().transferTo(OutputStream.nullOutputStream());
      case STALL, GARBLE -> {}
    }
  }

  private static void reset(Socket... sockets) {
    for (Socket socket : sockets) {
      try {
        socket.setSoLinger(true, 0);
        socket.close();
      } catch (IOException _) {
        // it is closed already
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
    open.forEach(BadLink::reset);
  }
}
