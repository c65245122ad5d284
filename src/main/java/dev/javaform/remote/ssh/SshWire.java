package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.Wire;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.apache.sshd.client.channel.ChannelExec;

/** An exec channel; MINA's own threads carry what the process prints. */
final class SshWire implements Wire {
  private final ChannelExec channel;
  private final Trouble trouble;

  SshWire(ChannelExec channel, Receiver receiver, Trouble trouble) {
    this.channel = channel;
    this.trouble = trouble;
    channel.setOut(new Sink(receiver::out));
    channel.setErr(new Sink(receiver::err));
    channel.addCloseFutureListener(_ -> receiver.closed(trouble.words().orElse("")));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    OutputStream stdin = channel.getInvertedIn();
    try {
      stdin.write(bytes, from, length);
      stdin.flush();
    } catch (InterruptedIOException e) {
      Thread.currentThread().interrupt(); // whoever waits next has to know
      throw e;
    } catch (IOException e) {
      throw new IOException(trouble.words().orElse(""), e); // MINA speaks of its own channels
    }
  }

  @Override
  public void end() throws IOException {
    channel.getInvertedIn().close();
  }

  @Override
  public void close() {
    channel.close(false); // tells the host, waits for nothing
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
