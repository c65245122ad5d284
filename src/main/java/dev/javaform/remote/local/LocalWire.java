package dev.javaform.remote.local;

import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.StalledException;
import dev.javaform.remote.shell.Watch;
import dev.javaform.remote.shell.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A local process; two threads carry what it prints. */
final class LocalWire implements Wire {
  private static final int CHUNK = 64 << 10;

  private final Process process;
  private final OutputStream input;
  private final Receiver receiver;
  private int open = 2;

  LocalWire(Process process, Receiver receiver) {
    this.process = process;
    this.input = process.getOutputStream();
    this.receiver = receiver;
    pump(process.getInputStream(), receiver::out);
    pump(process.getErrorStream(), receiver::err);
  }

  private interface Sink {
    void accept(byte[] bytes, int from, int length);
  }

  /** Platform threads: reading a pipe would hold a virtual thread's carrier. */
  private void pump(InputStream stream, Sink sink) {
    Thread.ofPlatform().daemon().name("javaform-local").start(() -> copy(stream, sink));
  }

  private void copy(InputStream stream, Sink sink) {
    byte[] chunk = new byte[CHUNK];
    try (stream) {
      for (int n = stream.read(chunk); n >= 0; n = stream.read(chunk)) {
        sink.accept(chunk, 0, n);
      }
    } catch (IOException _) {
      // the process is gone, and the pipe with it
    }
    closed();
  }

  private synchronized void closed() {
    open--;
    if (open == 0) {
      receiver.closed("");
    }
  }

  @Override
  public void write(byte[] bytes, int from, int length, Duration patience) throws IOException {
    for (int done = 0; done < length; done += Wire.CHUNK) {
      try (Watch watch = Watch.over(patience, process::destroyForcibly)) {
        write(bytes, from + done, Math.min(Wire.CHUNK, length - done), watch, patience);
      }
    }
  }

  private void write(byte[] bytes, int from, int length, Watch watch, Duration patience)
      throws IOException {
    try {
      input.write(bytes, from, length);
      input.flush();
    } catch (IOException e) {
      if (watch.isOver()) {
        throw new StalledException("this machine", patience, e);
      }
      throw e;
    }
  }

  @Override
  public void end() throws IOException {
    input.close();
  }

  @Override
  public void close() {
    process.destroyForcibly();
    receiver.closed("");
  }
}
