package dev.javaform.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/**
 * Works on many hosts at once, one virtual thread each, at most {@code forks} at the same moment,
 * begun in the order of the hosts. The only place where threads are started.
 */
final class Crew {

  private final Semaphore forks;

  Crew(int forks) {
    this.forks = new Semaphore(forks);
  }

  /**
   * What {@code work} makes of each host, in the order of the hosts; waits for all of them.
   *
   * @throws InterruptedException where the run is ended meanwhile; all work has stopped then
   */
  <T> List<T> each(Collection<HostState> hosts, HostWork<T> work) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> futures = new ArrayList<>();
      try {
        for (HostState host : hosts) {
          forks.acquire();
          futures.add(threads.submit(one(host, work)));
        }
        return results(futures);
      } catch (InterruptedException e) {
        threads.shutdownNow();
        throw e;
      }
    }
  }

  /** Work on one host. */
  interface HostWork<T> {
    T on(HostState host) throws InterruptedException;
  }

  /** Gives back the fork that was taken for it. */
  private <T> Callable<T> one(HostState host, HostWork<T> work) {
    return () -> {
      try {
        return work.on(host);
      } finally {
        forks.release();
      }
    };
  }

  private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException {
    List<T> results = new ArrayList<>(futures.size());
    for (Future<T> future : futures) {
      results.add(result(future));
    }
    return results;
  }

  private static <T> T result(Future<T> future) throws InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException interrupted) {
        throw interrupted;
      }
      throw new IllegalStateException("work on a host ended in an error of javaform", e.getCause());
    }
  }
}
