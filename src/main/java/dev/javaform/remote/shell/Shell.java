package dev.javaform.remote.shell;

import dev.javaform.module.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One running shell on a host. After an {@link IOException} it is of no use any more. */
final class Shell {
  private static final Duration CLOSING = Duration.ofMillis(2500);

  private final Wire wire;
  private final Inbox inbox;
  private final Runnable trip;
  private final StringBuilder unsent;
  private boolean greeted;
  private volatile Optional<Exchange> last = Optional.empty();

  /**
   * @param greeting the first words, sent with the first exchange
   * @param trip called each time something is sent and waited for
   */
  Shell(Wire wire, Inbox inbox, String greeting, Runnable trip) {
    this.wire = wire;
    this.inbox = inbox;
    this.trip = trip;
    this.unsent = new StringBuilder(greeting);
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
      greeted = inbox.nextOut(deadline).isPresent() && inbox.nextErr(deadline).isPresent();
    }
    return greeted;
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
  Exchange begin(List<Unit> units, Duration patience) throws IOException, InterruptedException {
    boolean reap = last.isEmpty() || last.get().settle();
    Exchange exchange = new Exchange(this, units, patience);
    last = Optional.of(exchange);
    sendAndWait(Driver.exchange(units.stream().map(Unit::program).toList(), reap));
    return exchange;
  }

  /** Sends commands whose effect will be waited for. */
  void sendAndWait(String text) throws IOException {
    trip.run();
    send(text);
  }

  /** What was under way when the shell broke, as far as it is known. */
  Output wreck(String why) {
    byte[][] pending = inbox.pendingBytes();
    return Exchange.output(Exchange.KILLED, pending[0], Exchange.why(pending[1], why), false, 0);
  }

  private void send(String text) throws IOException {
    byte[] bytes = unsent.append(text).toString().getBytes(StandardCharsets.UTF_8);
    unsent.setLength(0);
    wire.write(bytes, 0, bytes.length);
  }

  /** Ends what runs, then the shell. Never throws, never hangs. */
  void close() {
    try {
      if (!inbox.isClosed()) {
        send(Driver.end(last.map(Exchange::group).orElse(0)));
        wire.end();
        inbox.awaitEnd(Deadline.in(CLOSING));
      }
    } catch (IOException e) {
      inbox.closed(String.valueOf(e.getMessage())); // it is gone already, which is what was wanted
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wire.close();
    }
  }
}
