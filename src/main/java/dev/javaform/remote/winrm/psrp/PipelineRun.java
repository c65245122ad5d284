package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.wsman.FaultException;
import dev.javaform.remote.winrm.wsman.PoolCarrier;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.UUID;

/** One pipeline, from its first message to its end or to its being stopped. For one time. */
final class PipelineRun {

  private final PoolCarrier shell;
  private final UUID id;
  private final Duration stopping;
  private final Reassembly incoming;
  private final Said said;
  private boolean begun;
  private boolean sound;
  private boolean dropping;

  /**
   * @param most how many bytes of what it says are kept
   * @param stopping how long each way to stop it is waited for
   */
  PipelineRun(PoolCarrier shell, UUID id, int most, Duration stopping) {
    this.shell = shell;
    this.id = id;
    this.stopping = stopping;
    this.incoming = new Reassembly(most);
    this.said = new Said(most);
  }

  UUID id() {
    return id;
  }

  /** Whether the pool is known to be free again. */
  boolean isSound() {
    return sound;
  }

  PipelineResult invoke(ImmutableList<byte[]> loads, Duration patience)
      throws IOException, InterruptedException {
    try {
      begin(loads);
      return finish(patience);
    } catch (FaultException e) {
      throw Troubles.of(e, begun);
    } catch (IOException e) {
      if (isInterruption(e)) {
        throw interrupted(e);
      }
      throw e;
    }
  }

  private void begin(ImmutableList<byte[]> loads) throws IOException {
    shell.begin(id, loads.getFirst());
    begun = true;
    for (byte[] load : loads.subList(1, loads.size())) {
      shell.send(id, load);
    }
  }

  private PipelineResult finish(Duration patience) throws IOException, InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    try {
      while (!said.isOver()) {
        if (Thread.currentThread().isInterrupted()) {
          throw interrupted(new InterruptedIOException("interrupted"));
        }
        Duration left = Duration.ofNanos(end - System.nanoTime());
        if (!left.isPositive()) {
          return cut("it did not end within " + patience.toSeconds() + " seconds");
        }
        if (receive(left) && !said.isOver()) {
          throw new PsrpException("the host ended a pipeline without saying how it ended");
        }
      }
      sound = true;
      return said.result();
    } catch (TooLargeException e) {
      dropping = true;
      return cut(e.getMessage());
    }
  }

  /** Takes what there is; whether nothing more will come. */
  private boolean receive(Duration most) throws IOException, TooLargeException {
    PoolCarrier.Received received = shell.receive(id, most);
    for (byte[] bytes : received.fragments()) {
      if (!dropping) {
        for (Message message : incoming.add(bytes)) {
          said.take(message);
        }
      }
    }
    return received.done() || said.isOver();
  }

  private static boolean isInterruption(IOException e) {
    return Thread.currentThread().isInterrupted()
        || (e instanceof InterruptedIOException && !(e instanceof SocketTimeoutException));
  }

  /** Stops the pipeline as far as that can be done; the thread is not marked any more then. */
  private InterruptedException interrupted(IOException cause) {
    Thread.interrupted();
    InterruptedException interruption = new InterruptedException("a pipeline was given up");
    interruption.initCause(cause);
    try {
      stop();
    } catch (IOException e) {
      interruption.addSuppressed(e);
    }
    return interruption;
  }

  private PipelineResult cut(String why) throws IOException {
    stop();
    return said.cut(why);
  }

  private void stop() throws IOException {
    for (PoolCarrier.Stop how : PoolCarrier.Stop.values()) {
      if (isTaken(how) && (how == PoolCarrier.Stop.TERMINATE || ends())) {
        sound = true;
        return;
      }
    }
    throw new PsrpException("a pipeline could not be stopped");
  }

  private boolean isTaken(PoolCarrier.Stop how) throws IOException {
    try {
      shell.stop(id, how);
      return true;
    } catch (FaultException e) {
      return e.kind() == FaultException.Kind.UNKNOWN;
    }
  }

  /** Whether the pipeline ends soon; what it still says is taken. */
  private boolean ends() throws IOException {
    long end = System.nanoTime() + stopping.toNanos();
    try {
      for (long left = stopping.toNanos(); left > 0; left = end - System.nanoTime()) {
        if (endsNow(Duration.ofNanos(left))) {
          return true;
        }
      }
      return false;
    } catch (FaultException e) {
      return switch (e.kind()) {
        case ABORTED, UNKNOWN -> true;
        default -> throw e;
      };
    }
  }

  private boolean endsNow(Duration most) throws IOException {
    try {
      return receive(most);
    } catch (TooLargeException _) {
      dropping = true;
      return false;
    }
  }
}
