package dev.javaform.remote.ssh;

import static java.util.Objects.requireNonNull;

import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.StalledException;
import dev.javaform.remote.shell.Watch;
import dev.javaform.remote.shell.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.throttle.DefaultChannelStreamWriter;
import org.apache.sshd.common.io.IoWriteFuture;
import org.apache.sshd.common.util.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An exec channel; MINA's own threads carry what the process prints. */
final class SshWire implements Wire {
  private final ChannelExec channel;
  private final Receiver receiver;
  private final Trouble trouble;
  private final String place;
  private final Sent sent;
  private volatile boolean stalled;

  /**
   * @param place the host as messages name it
   */
  SshWire(ChannelExec channel, Receiver receiver, Trouble trouble, String place) {
    this.channel = channel;
    this.receiver = receiver;
    this.trouble = trouble;
    this.place = place;
    this.sent = new Sent(channel);
    channel.setChannelStreamWriterResolver((_, _) -> sent);
    channel.setOut(new Sink(receiver::out));
    channel.setErr(new Sink(receiver::err));
    channel.addCloseFutureListener(_ -> receiver.closed(trouble.words().orElse("")));
  }

  @Override
  public void write(byte[] bytes, int from, int length, Duration patience) throws IOException {
    for (int done = 0; done < length; done += CHUNK) {
      try (Watch watch = Watch.over(patience, () -> stall(patience))) {
        write(bytes, from + done, Math.min(CHUNK, length - done), watch, patience);
      }
    }
  }

  private void write(byte[] bytes, int from, int length, Watch watch, Duration patience)
      throws IOException {
    OutputStream stdin = channel.getInvertedIn();
    try {
      stdin.write(bytes, from, length);
      stdin.flush();
      if (!sent.last().await(watch.left())) {
        throw new SocketTimeoutException("not sent");
      }
    } catch (IOException e) {
      if (stalled || watch.isOver() || e instanceof SocketTimeoutException) {
        throw new StalledException(place, patience, e);
      }
      if (e instanceof InterruptedIOException) {
        Thread.currentThread().interrupt(); // whoever waits next has to know
        throw e;
      }
      throw new IOException(trouble.words().orElse(""), e); // MINA speaks of its own channels
    }
  }

  /** Ends the channel: whoever writes to it is woken. */
  private void stall(Duration patience) {
    stalled = true;
    receiver.closed(StalledException.words(place, patience));
    channel.close(true);
  }

  @Override
  public void end() throws IOException {
    channel.getInvertedIn().close();
  }

  @Override
  public void close() {
    channel.close(false); // tells the host, waits for nothing
  }

  /** Remembers what is on its way into the socket: MINA would keep any amount of it in memory. */
  private static final class Sent extends DefaultChannelStreamWriter {
    private volatile @Nullable IoWriteFuture last;

    Sent(Channel channel) {
      super(channel);
    }

    IoWriteFuture last() {
      return requireNonNull(last);
    }

    @Override
    public IoWriteFuture writeData(Buffer buffer) throws IOException {
      IoWriteFuture written = super.writeData(buffer);
      last = written;
      return written;
    }
  }

  private interface Taker {
    void take(byte[] bytes, int from, int length);
  }

  private static final class Sink extends OutputStream {
    private final Taker taker;

    Sink(Taker taker) {
      this.taker = taker;
    }

    @Override
    public void write(int single) {
      taker.take(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      taker.take(bytes, from, length);
    }
  }
}
