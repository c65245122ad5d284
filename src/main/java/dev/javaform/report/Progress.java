package dev.javaform.report;

import dev.javaform.event.Event;
import dev.javaform.event.Listener;
import dev.javaform.event.StartedTask;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Passes a run on, and tells on the last line of a terminal what takes longer than a second: which
 * hosts, which task, and since when. The line goes before anything else is printed. Closing it ends
 * that. Safe for use by many threads. Source of the sequence: ECMA-48, erase in line.
 */
public final class Progress implements Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final String ERASE = "\r\u001b[K";

  /** Narrower than any terminal: a line that is wrapped could not be erased. */
  private static final int WIDTH = 78;

  private final Listener next;
  private final PrintStream out;
  private final BooleanSupplier busy;
  private final Thread clock;
  private final Set<String> hosts = new LinkedHashSet<>();
  private Optional<StartedTask> task = Optional.empty();
  private Instant since = Instant.EPOCH;
  private boolean shown;

  /**
   * Begins at once.
   *
   * @param busy whether somebody is typing on the terminal
   */
  public Progress(Listener next, PrintStream out, BooleanSupplier busy) {
    this.next = next;
    this.out = out;
    this.busy = busy;
    this.clock = Thread.ofVirtual().name("progress").start(this::tick);
  }

  @Override
  public boolean wantsAllChanges() {
    return next.wantsAllChanges();
  }

  @Override
  public synchronized void accept(Event event) {
    erase();
    next.accept(event);
    switch (event) {
      case Event.TaskStarted(var at, var started, var names) -> {
        task = Optional.of(started);
        since = at;
        hosts.clear();
        hosts.addAll(names);
      }
      case Event.TaskEnded ended -> hosts.remove(ended.host());
      case Event.RunEnded _, Event.Interrupted _ -> hosts.clear();
      case Event.PlayStarted _,
          Event.PlaySkipped _,
          Event.NobodyLeft _,
          Event.ItemEnded _,
          Event.HostFailed _,
          Event.Retrying _,
          Event.Included _,
          Event.Exchanged _,
          Event.Warned _ -> {}
    }
  }

  private void tick() {
    try {
      while (true) {
        Thread.sleep(PATIENCE);
        show();
      }
    } catch (InterruptedException _) {
      // closed
    }
  }

  private synchronized void show() {
    Duration took = Duration.between(since, Instant.now());
    if (!hosts.isEmpty() && took.compareTo(PATIENCE) >= 0 && !busy.getAsBoolean()) {
      out.print(ERASE + task.map(it -> line(it, took)).orElse(""));
      out.flush();
      shown = true;
    }
  }

  private String line(StartedTask about, Duration took) {
    String end = " %d s".formatted(took.toSeconds());
    String text = Screen.safe(about.name() + ": " + String.join(", ", hosts)).replace('\n', ' ');
    int room = WIDTH - end.length();
    return (text.length() <= room ? text : text.substring(0, room - 1) + "…") + end;
  }

  private void erase() {
    if (shown) {
      out.print(ERASE);
      out.flush();
      shown = false;
    }
  }

  @Override
  public void close() {
    clock.interrupt();
    synchronized (this) {
      hosts.clear();
      erase();
    }
  }
}
