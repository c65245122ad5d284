package dev.javaform.remote.winrm.process;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.wsman.PoolCarrier;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.UUID;

/**
 * Carries fragments to a PowerShell that is a process. It may look at what it is told in any order
 * (its source, OutOfProcessMediator), so that each thing waits for the answer to the one before.
 */
final class ProcessCarrier implements PoolCarrier {

  /** As much as fits into a line that is read at once. */
  private static final int ROOM = 256 << 10;

  private static final Duration TURN = Duration.ofSeconds(20);

  private final PowerShellProcess process;
  private final Duration patience;
  private final Deque<Packet> early = new ArrayDeque<>();
  private Optional<UUID> last = Optional.empty();
  private int turns;

  private ProcessCarrier(PowerShellProcess process, Duration patience) {
    this.process = process;
    this.patience = patience;
  }

  /**
   * Opens a pool in a process that was just started.
   *
   * @param patience how long it may take until it answers
   */
  static ProcessCarrier open(PowerShellProcess process, byte[] creation, Duration patience)
      throws IOException {
    ProcessCarrier carrier = new ProcessCarrier(process, patience);
    carrier.say(new Packet(Packet.DATA, Packet.POOL, creation));
    return carrier;
  }

  /** How many times anything was said and waited for. */
  int turns() {
    return turns;
  }

  @Override
  public int roomToBegin() {
    return ROOM;
  }

  @Override
  public int roomToSend() {
    return ROOM;
  }

  @Override
  public void learnRoom() {
    // lines have the length that they have
  }

  @Override
  public void begin(UUID pipeline, byte[] fragments) throws IOException {
    if (last.isPresent()) {
      process.send(Packet.of(Packet.CLOSE, last.get()));
    }
    last = Optional.of(pipeline);
    early.clear();
    say(Packet.of(Packet.COMMAND, pipeline));
    say(new Packet(Packet.DATA, pipeline, fragments));
  }

  @Override
  public void send(UUID pipeline, byte[] fragments) throws IOException {
    say(new Packet(Packet.DATA, pipeline, fragments));
  }

  /** Says something and waits until it was taken; what comes before that is kept. */
  private void say(Packet packet) throws IOException {
    turns++;
    process.send(packet);
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); left > 0; left = end - System.nanoTime()) {
      Optional<Packet> next = process.next(Duration.ofNanos(left));
      if (next.isPresent() && isAnswer(next.get(), packet)) {
        return;
      }
      next.filter(each -> each.kind().equals(Packet.DATA)).ifPresent(early::add);
    }
    String noise = process.noise();
    throw new IOException(
        "PowerShell does not answer within %d s (the login limit; raise it with ansible_login_timeout)%s"
            .formatted(
                patience.toSeconds(), noise.isEmpty() ? "" : "; what came instead: " + noise));
  }

  private static boolean isAnswer(Packet answer, Packet to) {
    return answer.acknowledges(to.kind()) && answer.id().equals(to.id());
  }

  @Override
  public Received receive() throws IOException {
    return received(Packet.POOL, TURN);
  }

  @Override
  public Received receive(UUID pipeline, Duration most) throws IOException {
    return received(pipeline, most.compareTo(TURN) < 0 ? most : TURN);
  }

  /** What has come for that one; what comes for others nobody waits for any more. */
  private Received received(UUID id, Duration most) throws IOException {
    long end = System.nanoTime() + most.toNanos();
    for (long left = most.toNanos(); left > 0; left = end - System.nanoTime()) {
      Optional<Packet> next =
          early.isEmpty() ? process.next(Duration.ofNanos(left)) : Optional.of(early.poll());
      if (next.isPresent() && next.get().kind().equals(Packet.DATA) && next.get().id().equals(id)) {
        return new Received(ImmutableList.of(next.get().data()), false);
      }
    }
    return new Received(ImmutableList.of(), false);
  }

  @Override
  public void stop(UUID pipeline, Stop how) throws IOException {
    process.send(Packet.of(how == Stop.TERMINATE ? Packet.CLOSE : Packet.SIGNAL, pipeline));
  }

  @Override
  public boolean exists() {
    return process.isRunning();
  }

  @Override
  public void delete() throws IOException {
    if (process.isRunning()) {
      process.send(Packet.of(Packet.CLOSE, Packet.POOL));
    }
    process.close();
  }
}
