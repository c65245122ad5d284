package dev.javaform.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy on loopback that holds back every byte for the same time, in both directions: a
 * network with a round trip of twice that time, and no lack of bandwidth.
 */
final class DelayProxy implements AutoCloseable {

  private final ServerSocket server;
  private final int target;
  private final Duration oneWay;

  DelayProxy(int target, Duration roundTrip) throws IOException {
    this.target = target;
    this.oneWay = roundTrip.dividedBy(2);
    this.server = new ServerSocket(0, 1000, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return server.getLocalPort();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        behind.setTcpNoDelay(true);
        carry(client, behind);
        carry(behind, client);
      } catch (IOException e) {
        if (!server.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  /** Some bytes and when they may go on; no bytes is the end. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Packet(byte[] bytes, long due) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(due, ((Packet) other).due);
    }
  }

  private void carry(Socket from, Socket to) {
    DelayQueue<Packet> way = new DelayQueue<>();
    Thread.ofVirtual().start(() -> read(from, way));
    Thread.ofVirtual().start(() -> write(way, to));
  }

  private void read(Socket from, DelayQueue<Packet> way) {
    byte[] buffer = new byte[64 << 10];
    try (InputStream in = from.getInputStream()) {
      for (int count = in.read(buffer); count > 0; count = in.read(buffer)) {
        way.add(packet(Arrays.copyOf(buffer, count)));
      }
    } catch (IOException _) {
      // the other side hung up: that is the end, too
    }
    way.add(packet(new byte[0]));
  }

  private Packet packet(byte[] bytes) {
    return new Packet(bytes, System.nanoTime() + oneWay.toNanos());
  }

  private static void write(DelayQueue<Packet> way, Socket to) {
    try (OutputStream out = to.getOutputStream()) {
      for (Packet packet = way.take(); packet.bytes.length > 0; packet = way.take()) {
        out.write(packet.bytes);
      }
    } catch (IOException _) {
      // the other side hung up
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
