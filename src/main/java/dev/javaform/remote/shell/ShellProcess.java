package dev.javaform.remote.shell;

import dev.javaform.module.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** One running shell on a host. After an {@link IOException} it is of no use any more. */
final class ShellProcess {
  private static final Duration CLOSING = Duration.ofMillis(2500);

  /** How often the host is told that somebody still waits for what it does; see {@link Driver}. */
  private static final Duration BEAT = Duration.ofSeconds(10);

  private final ReentrantLock sending = new ReentrantLock();
  private final Wire wire;
  private final Inbox inbox;
  private final Runnable trip;
  private final StringBuilder unsent;
  private boolean heardOut;
  private boolean greeted;
  private volatile Optional<Exchange> last = Optional.empty();

  /**
   * @param greeting the first words, sent with the first exchange
   * @param trip called each time something is sent and waited for
   */
  ShellProcess(Wire wire, Inbox inbox, String greeting, Runnable trip) {
    this.wire = wire;
    this.inbox = inbox;
    this.trip = trip;
    this.unsent = new StringBuilder(greeting);
    inbox.expect(1, 1);
  }

  Inbox inbox() {
    return inbox;
  }

  /** Sends the first words by themselves and waits for the answer; whether one came. */
  boolean greet(Deadline deadline) throws IOException, InterruptedException {
    sendAndWait("");
    return awaitHello(deadline);
  }

  /** Waits for the answer to the first words; whether it came, now or earlier. */
  boolean awaitHello(Deadline deadline) throws IOException, InterruptedException {
    if (!greeted) {
      heardOut = heardOut || isHello(inbox.nextOut(deadline));
      greeted = heardOut && isHello(inbox.nextErr(deadline));
      if (greeted) {
        Thread.startVirtualThread(this::beat);
      }
    }
    return greeted;
  }

  private static boolean isHello(Optional<StreamMark> first) throws ProtocolException {
    if (first.isPresent() && first.get().kind() != StreamMark.HELLO) {
      throw new ProtocolException("it did not say first that it listens");
    }
    return first.isPresent();
  }

  /** Lets the host know, as long as the shell is there, that it has not been left alone. */
  private void beat() {
    try {
      while (!inbox.awaitEnd(Deadline.in(BEAT))) {
        send(Driver.BEAT, Wire.STALL);
      }
    } catch (IOException e) {
      inbox.closed(String.valueOf(e.getMessage())); // whoever waits for the shell learns it
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the shell has ever answered. */
  boolean isGreeted() {
    return greeted;
  }

  /**
   * Sends an exchange, once the one before is over.
   *
   * @param patience for scripts without a limit of their own
   */
  Exchange begin(List<Job> jobs, Duration patience) throws IOException, InterruptedException {
    boolean reap = last.isEmpty() || last.get().settle();
    Exchange exchange = new Exchange(this, jobs, patience);
    last = Optional.of(exchange);
    exchange.expect();
    exchange.send(Driver.exchange(jobs.stream().map(Job::program).toList(), reap));
    return exchange;
  }

  /** Sends commands whose effect will be waited for. */
  void sendAndWait(String text) throws IOException, InterruptedException {
    sendAndWait(text, Wire.STALL);
  }

  /**
   * The same.
   *
   * @param patience how long it may take to send it
   */
  void sendAndWait(String text, Duration patience) throws IOException, InterruptedException {
    trip.run();
    send(text, patience);
  }

  /** What was under way when the shell broke, as far as it is known. */
  Output wreck(String why) {
    byte[][] pending = inbox.pendingBytes();
    return Exchange.output(Exchange.KILLED, pending[0], Exchange.why(pending[1], why), false, 0);
  }

  private void send(String text, Duration patience) throws IOException, InterruptedException {
    if (!sending.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("nothing could be sent for %d s".formatted(patience.toSeconds()));
    }
    try {
      byte[] bytes = unsent.append(text).toString().getBytes(StandardCharsets.UTF_8);
      unsent.setLength(0);
      wire.write(bytes, 0, bytes.length, patience);
    } finally {
      sending.unlock();
    }
  }

  /** Ends what runs, then the shell. Never throws, never hangs. */
  void close() {
    try {
      if (!inbox.isClosed()) {
        send(Driver.end(last.map(Exchange::group).orElse(0)), CLOSING);
        wire.end();
        inbox.awaitEnd(Deadline.in(CLOSING));
      }
    } catch (IOException e) {
      inbox.closed(String.valueOf(e.getMessage())); // it is gone already, which is what was wanted
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wire.close();
      inbox.closed("");
    }
  }
}
