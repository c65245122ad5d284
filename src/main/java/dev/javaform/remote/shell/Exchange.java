package dev.javaform.remote.shell;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Follows units that a shell carries out, up to the first that fails. Used by one thread; {@link
 * #outputs} is right at any moment, also after an exception.
 */
final class Exchange {
  /** The exit status of {@code timeout(1)} where it ended the command. */
  static final int TIMED_OUT = 124;

  /** What a shell says of a command that signal 9 ended. */
  static final int KILLED = 137;

  private static final Duration LINGER = Duration.ofMillis(250);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration REST = Duration.ofSeconds(60);

  private final Shell shell;
  private final Inbox inbox;
  private final List<Unit> units;
  private final Duration patience;
  private final List<Output> outputs = new ArrayList<>();
  private volatile int group;
  private long began = System.nanoTime();
  private boolean begun;
  private int finished;
  private int oversOut;
  private int oversErr;
  private int verdict;

  Exchange(Shell shell, List<Unit> units, Duration patience) {
    this.shell = shell;
    this.inbox = shell.inbox();
    this.units = units;
    this.patience = patience;
  }

  /** The outputs of the scripts that have ended or were ended, in order. */
  List<Output> outputs() {
    return outputs;
  }

  /** Whether the host has begun with any of it, as far as is known. */
  boolean hasBegun() {
    return begun;
  }

  /** The process group of the unit that runs, or 0. */
  int group() {
    return group;
  }

  /**
   * Waits for the scripts, up to the first step that fails or the first script that is cut short.
   *
   * @throws InterruptedException after what ran was ended
   */
  void follow() throws IOException, InterruptedException {
    try {
      for (Unit unit : units) {
        if (!finish(unit) || unit != units.getLast() && !settle()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      abort();
      throw e;
    }
  }

  /** Follows a unit to its last script; false where it was cut short. */
  private boolean finish(Unit unit) throws IOException, InterruptedException {
    began = System.nanoTime();
    for (Script script : unit.scripts()) {
      if (!finish(script)) {
        return false;
      }
    }
    finished++;
    group = 0;
    return true;
  }

  private boolean finish(Script script) throws IOException, InterruptedException {
    Duration limit = script.patience().orElse(patience);
    Optional<Frame> out = nextOut(Deadline.in(limit));
    if (out.isPresent() && out.get().kind() == Frame.STARTED) {
      began = System.nanoTime();
      out = nextOut(Deadline.in(limit));
    }
    if (out.isEmpty()) {
      return timeOut(limit);
    }
    return out.get().kind() == Frame.ENDED ? ended(out.get()) : cutShort(out.get());
  }

  private boolean ended(Frame out) throws IOException, InterruptedException {
    Frame err = nextErr();
    add(out.number(), out, err.bytes(), err);
    if (err.kind() == Frame.ENDED) {
      return true;
    }
    while (oversOut < oversErr) { // it was killed between its last words on the two streams
      nextOut(Deadline.in(REST)).orElseThrow(Exchange::silence);
    }
    finished = oversOut;
    return false;
  }

  private boolean cutShort(Frame out) throws IOException, InterruptedException {
    finished = oversOut;
    Frame err = nextErr();
    add(KILLED, out, why(err.bytes(), "the script ended the shell that ran it"), err);
    return false;
  }

  private boolean timeOut(Duration limit) throws IOException, InterruptedException {
    Frame[] last = abort();
    String why = "ended because it ran longer than " + limit.toMillis() / 1000.0 + " seconds";
    add(TIMED_OUT, last[0], why(last[1].bytes(), why), last[1]);
    return false;
  }

  /**
   * Waits for the end of the units whose scripts have all ended. Where a process in the background
   * keeps a unit's streams open, they are cut.
   *
   * @return whether the last of them succeeded
   */
  boolean settle() throws IOException, InterruptedException {
    while (oversOut < finished) {
      if (nextOut(Deadline.in(LINGER)).isEmpty()) {
        shell.sendAndWait(Driver.cut());
        nextOut(Deadline.in(GRACE)).orElseThrow(Exchange::silence);
      }
    }
    while (oversErr < finished) {
      nextErr();
    }
    return verdict == 0;
  }

  /** Ends what runs on the host; returns what the script under way had printed on both streams. */
  private Frame[] abort() throws IOException, InterruptedException {
    Frame out = abortOut();
    Frame err = nextErr();
    while (oversErr < oversOut) {
      nextErr();
    }
    finished = oversOut;
    return new Frame[] {out, err};
  }

  private Frame abortOut() throws IOException, InterruptedException {
    Optional<Frame> first = Optional.empty();
    for (String signal : List.of("TERM", "KILL", "")) {
      send(signal);
      Deadline deadline = Deadline.in(GRACE);
      for (Optional<Frame> next = nextOut(deadline); next.isPresent(); next = nextOut(deadline)) {
        if (next.get().kind() == Frame.STARTED) {
          send(signal);
        } else {
          first = first.isPresent() ? first : next;
        }
        if (next.get().kind() == Frame.OVER && (verdict != 0 || oversOut == units.size())) {
          return first.get();
        }
      }
    }
    throw silence();
  }

  /** Signals the unit that runs; without a signal, cuts the streams that something holds open. */
  private void send(String signal) throws IOException {
    if (signal.isEmpty()) {
      shell.sendAndWait(Driver.cut());
    } else if (group != 0) {
      shell.sendAndWait(Driver.signal(signal, group));
    }
  }

  private Optional<Frame> nextOut(Deadline deadline) throws IOException, InterruptedException {
    Optional<Frame> next = inbox.nextOut(deadline);
    next.ifPresent(this::note);
    return next;
  }

  private void note(Frame out) {
    begun = true;
    if (out.kind() == Frame.STARTED) {
      group = out.number();
    } else if (out.kind() == Frame.OVER) {
      group = 0;
      oversOut++;
      verdict = out.number();
    }
  }

  private Frame nextErr() throws IOException, InterruptedException {
    Frame next = inbox.nextErr(Deadline.in(REST)).orElseThrow(Exchange::silence);
    oversErr += next.kind() == Frame.OVER ? 1 : 0;
    return next;
  }

  private void add(int status, Frame out, byte[] stderr, Frame err) {
    boolean truncated = out.truncated() || err.truncated();
    long now = System.nanoTime();
    outputs.add(output(status, out.bytes(), stderr, truncated, now - began));
    began = now;
  }

  static Output output(int status, byte[] out, byte[] err, boolean truncated, long nanos) {
    return new Output(status, out, err, truncated, Duration.ofNanos(nanos));
  }

  /** Standard error with a line of our own at its end. */
  static byte[] why(byte[] stderr, String why) {
    boolean open = stderr.length > 0 && stderr[stderr.length - 1] != '\n';
    byte[] line = ((open ? "\n" : "") + "javaform: " + why + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] both = Arrays.copyOf(stderr, stderr.length + line.length);
    System.arraycopy(line, 0, both, stderr.length, line.length);
    return both;
  }

  private static IOException silence() {
    return new IOException("the shell on the host does not answer any more");
  }
}
