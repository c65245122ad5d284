package dev.javaform.remote.shell;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.remote.LeftRunningException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Follows jobs that a shell carries out, up to the first that fails. Used by one thread; {@link
 * #outputs} is right at any moment, also after an exception.
 */
final class Exchange {
  /** The exit status of {@code timeout(1)} where it ended the command. */
  static final int TIMED_OUT = 124;

  /** What a shell says of a command that signal 9 ended. */
  static final int KILLED = 137;

  private static final Duration LINGER = Duration.ofMillis(250);
  private static final Duration GRACE = Duration.ofSeconds(2);
  private static final Duration AT_ONCE = Duration.ofSeconds(1);
  private static final Duration REST = Duration.ofSeconds(20);

  /** How long a shell that listens may take before it begins; another is tried once. */
  private static final Duration BEGINNING = Duration.ofSeconds(60);

  /** A process group that a job can have: 1 is that of the first process, which is never one. */
  private static final int FIRST_GROUP = 2;

  private final ShellProcess shell;
  private final Inbox inbox;
  private final List<Job> jobs;
  private final Duration patience;
  private final List<Output> outputs = new ArrayList<>();
  private volatile int group;
  private String fate = "the shell on the host was ended while this ran";
  private long began = System.nanoTime();
  private boolean begun;
  private int finished;
  private int oversOut;
  private int oversErr;
  private int verdict;

  Exchange(ShellProcess shell, List<Job> jobs, Duration patience) {
    this.shell = shell;
    this.inbox = shell.inbox();
    this.jobs = jobs;
    this.patience = patience;
  }

  /** The outputs of the scripts that have ended or were ended, in order. */
  List<Output> outputs() {
    return outputs;
  }

  /** Lets the shell say as much as these jobs can make it say. */
  void expect() {
    int scripts = jobs.stream().mapToInt(job -> job.scripts().size()).sum();
    inbox.expect(scripts + 2 * jobs.size(), scripts + jobs.size());
  }

  /** Whether the host has begun with any of it, as far as is known. */
  boolean hasBegun() {
    return begun;
  }

  /** What became of the script under way where an exception ended the exchange. */
  String fate() {
    return fate;
  }

  /** The process group of the job that runs, or 0. */
  int group() {
    return group;
  }

  /**
   * Sends what makes the shell begin.
   *
   * @throws InterruptedException after what may have begun was ended
   */
  void send(String text) throws IOException, InterruptedException {
    try {
      shell.sendAndWait(text);
    } catch (InterruptedException e) {
      end();
      throw e;
    }
  }

  /**
   * Waits until the shell has said that it listens; whether it did.
   *
   * @throws InterruptedException after what may have begun was ended
   */
  boolean awaitHello(Deadline deadline) throws IOException, InterruptedException {
    try {
      return shell.awaitHello(deadline);
    } catch (InterruptedException e) {
      end();
      throw e;
    }
  }

  /**
   * Waits for the scripts, up to the first step that fails or the first script that is cut short.
   *
   * @throws InterruptedException after what ran was ended
   */
  @SuppressWarnings("ReferenceEquality") // two jobs may be equal, only one is the last
  void follow() throws IOException, InterruptedException {
    try {
      for (Job job : jobs) {
        if (!finish(job) || (job != jobs.getLast() && !settle())) {
          return;
        }
      }
    } catch (InterruptedException e) {
      end();
      throw e;
    }
  }

  /**
   * Ends what runs because nobody wants it any more.
   *
   * @throws LeftRunningException where the host does not say that it has ended
   */
  private void end() throws InterruptedException {
    try {
      if (!shell.awaitHello(Deadline.in(GRACE))) {
        throw silence();
      }
      abort(AT_ONCE);
    } catch (IOException e) {
      throw new LeftRunningException(group, e);
    }
  }

  /** Follows a job to its last script; false where it was cut short. */
  private boolean finish(Job job) throws IOException, InterruptedException {
    began = System.nanoTime();
    for (Script script : job.scripts()) {
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
    boolean dawdles = group == 0 && limit.compareTo(BEGINNING) > 0;
    Optional<StreamMark> out = nextOut(Deadline.in(dawdles ? BEGINNING : limit));
    if (out.isEmpty() && dawdles) {
      throw silence();
    }
    if (out.isPresent() && out.get().kind() == StreamMark.STARTED) {
      began = System.nanoTime();
      out = nextOut(Deadline.in(limit));
    }
    if (out.isEmpty()) {
      return timeOut(limit, limit.equals(patience));
    }
    return out.get().kind() == StreamMark.ENDED ? ended(out.get()) : cutShort(out.get());
  }

  private boolean ended(StreamMark out) throws IOException, InterruptedException {
    Deadline rest = Deadline.in(REST);
    StreamMark err = nextErr(rest);
    add(out.number(), out, err.bytes(), err);
    if (err.kind() == StreamMark.ENDED) {
      return true;
    }
    while (oversOut < oversErr) { // it was killed between its last words on the two streams
      var _ = nextOut(rest).orElseThrow(Exchange::silence);
    }
    finished = oversOut;
    return false;
  }

  private boolean cutShort(StreamMark out) throws IOException, InterruptedException {
    finished = oversOut;
    StreamMark err = nextErr(Deadline.in(REST));
    add(KILLED, out, why(err.bytes(), "the script ended the shell that ran it"), err);
    return false;
  }

  /**
   * Ends a script that ran for too long.
   *
   * @param ours whether the limit is the one that a playbook sets
   */
  private boolean timeOut(Duration limit, boolean ours) throws IOException, InterruptedException {
    String longer =
        "it ran longer than %s seconds%s"
            .formatted(
                limit.toMillis() / 1000.0,
                ours ? " (the command limit; raise it with the keyword timeout)" : "");
    fate = longer + ", and the host does not say that it has ended";
    StreamMark[] last = abort(REST);
    String why = "ended because " + longer;
    add(TIMED_OUT, last[0], why(last[1].bytes(), why), last[1]);
    return false;
  }

  /**
   * Waits for the end of the jobs whose scripts have all ended. Where a process in the background
   * keeps a job's streams open, they are cut.
   *
   * @return whether the last of them succeeded
   */
  boolean settle() throws IOException, InterruptedException {
    while (oversOut < finished) {
      if (nextOut(Deadline.in(LINGER)).isEmpty()) {
        shell.sendAndWait(Driver.cut());
        var _ = nextOut(Deadline.in(GRACE)).orElseThrow(Exchange::silence);
      }
    }
    Deadline rest = Deadline.in(REST);
    while (oversErr < finished) {
      nextErr(rest);
    }
    return verdict == 0;
  }

  /**
   * Ends what runs on the host; returns what the script under way had printed on both streams.
   *
   * @param rest how long the end of standard error may be behind that of standard output
   */
  private StreamMark[] abort(Duration rest) throws IOException, InterruptedException {
    StreamMark out = abortOut();
    Deadline deadline = Deadline.in(rest);
    StreamMark err = nextErr(deadline);
    while (oversErr < oversOut) {
      nextErr(deadline);
    }
    finished = oversOut;
    return new StreamMark[] {out, err};
  }

  private StreamMark abortOut() throws IOException, InterruptedException {
    Optional<StreamMark> first = Optional.empty();
    for (String signal : List.of("TERM", "KILL", "")) {
      endBy(signal);
      Deadline deadline = Deadline.in(GRACE);
      for (Optional<StreamMark> next = nextOut(deadline);
          next.isPresent();
          next = nextOut(deadline)) {
        if (next.get().kind() == StreamMark.STARTED) {
          endBy(signal);
        } else {
          first = first.isPresent() ? first : next;
        }
        if (next.get().kind() == StreamMark.OVER && (verdict != 0 || oversOut == jobs.size())) {
          return first.get();
        }
      }
    }
    throw silence();
  }

  /** Signals the job that runs; without a signal, cuts the streams that something holds open. */
  private void endBy(String signal) throws IOException, InterruptedException {
    if (signal.isEmpty()) {
      shell.sendAndWait(Driver.cut(), GRACE);
    } else if (group != 0) {
      shell.sendAndWait(Driver.signal(signal, group), GRACE);
    }
  }

  private Optional<StreamMark> nextOut(Deadline deadline) throws IOException, InterruptedException {
    Optional<StreamMark> next = inbox.nextOut(deadline);
    if (next.isPresent()) {
      note(next.get());
    }
    return next;
  }

  private void note(StreamMark out) throws ProtocolException {
    begun = true;
    switch (out.kind()) {
      case StreamMark.STARTED -> start(out.number());
      case StreamMark.ENDED -> require(group != 0, "it ended a script that it had not begun");
      case StreamMark.OVER -> {
        group = 0;
        oversOut++;
        verdict = out.number();
      }
      default -> require(false, "it said twice that it listens");
    }
  }

  /** The group will be sent signals: 1 would mean every process there is. */
  private void start(int number) throws ProtocolException {
    require(group == 0, "it began with something before it had ended what came before");
    require(number >= FIRST_GROUP, "no process group can be " + number);
    group = number;
  }

  private static void require(boolean kept, String otherwise) throws ProtocolException {
    if (!kept) {
      throw new ProtocolException(otherwise);
    }
  }

  private StreamMark nextErr(Deadline deadline) throws IOException, InterruptedException {
    StreamMark next = inbox.nextErr(deadline).orElseThrow(Exchange::silence);
    require(
        next.kind() == StreamMark.ENDED || next.kind() == StreamMark.OVER,
        "on standard error it began with something");
    oversErr += next.kind() == StreamMark.OVER ? 1 : 0;
    return next;
  }

  private void add(int status, StreamMark out, byte[] stderr, StreamMark err) {
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
