package dev.javaform.remote.winrm.process;

import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.Wire;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** A PowerShell that serves one client on its standard input and output. */
final class PowerShellProcess implements Closeable {

  /** Much more than a fragment in Base64. */
  private static final int LONGEST_LINE = 1 << 20;

  /** How much of what is no packet is kept, to say why there is none. */
  private static final int MOST_NOISE = 4 << 10;

  private final Carrier carrier;
  private final Wire wire;
  private final Lines lines;

  private PowerShellProcess(Carrier carrier, Wire wire, Lines lines) {
    this.carrier = carrier;
    this.wire = wire;
    this.lines = lines;
  }

  /** Starts one with that command line. */
  static PowerShellProcess start(Carrier carrier, String command)
      throws IOException, InterruptedException {
    Lines lines = new Lines();
    return new PowerShellProcess(carrier, carrier.start(command, lines), lines);
  }

  void send(Packet packet) throws IOException {
    byte[] line = packet.line();
    for (int from = 0; from < line.length; from += Wire.CHUNK) {
      wire.write(line, from, Math.min(Wire.CHUNK, line.length - from), Wire.STALL);
    }
  }

  /**
   * The next packet; none where the time is over.
   *
   * @throws IOException where it ended; the message has what it said
   */
  Optional<Packet> next(Duration patience) throws IOException {
    try {
      return lines.next(patience);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted").initCause(e);
    } catch (EndedException e) {
      throw new IOException(
          "PowerShell on %s ended%s".formatted(carrier.place(), e.getMessage()), e);
    }
  }

  /** What it said beside packets. */
  String noise() {
    return lines.noise();
  }

  boolean isRunning() {
    return carrier.isOpen() && !lines.isClosed();
  }

  @Override
  public void close() {
    wire.close();
  }

  /** There are no more lines. */
  private static final class EndedException extends IOException {
    private static final long serialVersionUID = 1;

    EndedException(String said) {
      super(said);
    }
  }

  /** Takes what it prints apart. */
  private static final class Lines implements Receiver {

    private final Deque<Packet> packets = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final StringBuilder noise = new StringBuilder();
    private boolean closed;

    @Override
    public synchronized void out(byte[] bytes, int from, int length) {
      for (int i = from; i < from + length; i++) {
        if (bytes[i] == '\n') {
          endLine();
        } else if (line.size() < LONGEST_LINE) {
          line.write(bytes[i]);
        }
      }
      notifyAll();
    }

    private void endLine() {
      String text = line.toString(StandardCharsets.UTF_8);
      line.reset();
      Optional<Packet> packet = Packet.read(text);
      if (packet.isPresent()) {
        packets.add(packet.get());
      } else {
        keep(text + "\n");
      }
    }

    private void keep(String text) {
      noise.append(text, 0, Math.min(text.length(), MOST_NOISE - noise.length()));
    }

    @Override
    public synchronized void err(byte[] bytes, int from, int length) {
      keep(new String(bytes, from, length, StandardCharsets.UTF_8));
    }

    @Override
    public synchronized void closed(String reason) {
      keep(reason);
      closed = true;
      notifyAll();
    }

    synchronized Optional<Packet> next(Duration patience)
        throws InterruptedException, EndedException {
      long end = System.nanoTime() + patience.toNanos();
      for (long left = patience.toNanos();
          packets.isEmpty() && !closed && left > 0;
          left = end - System.nanoTime()) {
        wait(left / 1_000_000 + 1);
      }
      if (packets.isEmpty() && closed) {
        throw new EndedException(noise.isEmpty() ? "" : ": " + noise.toString().strip());
      }
      return Optional.ofNullable(packets.poll());
    }

    synchronized String noise() {
      return noise.toString().strip();
    }

    synchronized boolean isClosed() {
      return closed;
    }
  }
}
