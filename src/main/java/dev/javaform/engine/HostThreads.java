package dev.javaform.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Works on many hosts at once, one virtual thread each, at most {@code forks} at the same moment,
 * begun in the order of the hosts. The only place where threads are started.
 */
final class HostThreads {

  /** How long hosts may take to end what they do: see the time that a shell gives a command. */
  private static final Duration STOPPING = Duration.ofSeconds(8);

  private static final Duration CLOSING = Duration.ofSeconds(5);

  private final Semaphore forks;
  private volatile boolean stopped;

  HostThreads(int forks) {
    this.forks = new Semaphore(forks);
  }

  /**
   * What {@code work} makes of each host, in the order of the hosts; waits for all of them.
   *
   * @param lost makes the same of a host whose work threw something
   * @throws InterruptedException where the run is ended meanwhile; work that has not stopped within
   *     {@link #STOPPING} is left to itself
   */
  <T> List<T> each(Collection<HostState> hosts, HostWork<T> work, Lost<T> lost)
      throws InterruptedException {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<T>> futures = new ArrayList<>();
    try {
      for (HostState host : hosts) {
        forks.acquire();
        futures.add(threads.submit(one(host, work, lost)));
      }
      return results(List.copyOf(hosts), futures, lost);
    } catch (InterruptedException e) {
      stopped = true;
      threads.shutdownNow();
      await(threads, STOPPING);
      noteWhatGoesOn(List.copyOf(hosts), futures);
      throw e;
    } finally {
      threads.shutdown();
    }
  }

  private static void noteWhatGoesOn(List<HostState> hosts, List<? extends Future<?>> futures) {
    for (int i = 0; i < futures.size(); i++) {
      if (!futures.get(i).isDone()) {
        hosts
            .get(i)
            .leaves("the host did not react in time: the command may still be running" + " there");
      }
    }
  }

  /**
   * Ends the connections of these hosts, all at once: none waits for another, and who has not ended
   * within {@link #CLOSING} is left alone.
   */
  void closeAll(Collection<HostState> hosts) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    hosts.forEach(host -> threads.execute(host.link::close));
    threads.shutdown();
    await(threads, CLOSING);
  }

  /** Whoever interrupts again does not want to wait. */
  private static void await(ExecutorService threads, Duration time) {
    try {
      threads.awaitTermination(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Work on one host. */
  interface HostWork<T> {
    T on(HostState host) throws InterruptedException;
  }

  /** What is left of a host's work that threw something. */
  interface Lost<T> {
    T on(HostState host, Throwable thrown);
  }

  /** Gives back the fork that was taken for it. */
  private <T> Callable<T> one(HostState host, HostWork<T> work, Lost<T> lost) {
    return () -> {
      try {
        return work.on(host);
      } catch (Throwable t) { // nothing that one host does ends another's work
        if (stopped && t instanceof InterruptedException ours) {
          throw ours;
        }
        return lost.on(host, t);
      } finally {
        forks.release();
      }
    };
  }

  /** Where there was no room even to tell a loss, it is told when all others have ended. */
  private static <T> List<T> results(List<HostState> hosts, List<Future<T>> futures, Lost<T> lost)
      throws InterruptedException {
    List<T> results = new ArrayList<>(futures.size());
    Map<Integer, OutOfMemoryError> untold = new LinkedHashMap<>();
    for (int i = 0; i < futures.size(); i++) {
      try {
        results.add(result(futures.get(i)));
      } catch (OutOfMemoryError e) {
        results.add(null);
        untold.put(i, e);
      }
    }
    untold.forEach((i, e) -> results.set(i, lost.on(hosts.get(i), e)));
    return results;
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case InterruptedException interrupted -> throw interrupted;
        case OutOfMemoryError full -> throw full;
        default ->
            throw new IllegalStateException(
                "work on a host ended with an internal error", e.getCause());
      }
    }
  }
}
