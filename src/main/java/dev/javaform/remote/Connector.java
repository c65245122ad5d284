package dev.javaform.remote;

/**
 * Opens connections of one kind; shared by all hosts of a run and safe for use by many threads.
 *
 * @param <T> what it can connect to
 */
public interface Connector<T extends Target> extends AutoCloseable {

  /**
   * A connection to {@code target}.
   *
   * @throws UnreachableException where there is none to be had; the message is one clear line
   * @throws InterruptedException where the run was ended meanwhile
   */
  Connection connect(T target) throws UnreachableException, InterruptedException;

  /** Closes what is left open. */
  @Override
  void close();
}
