package dev.javaform.remote;

/** Opens connections; shared by all hosts of a run and safe for use by many threads. */
public interface Connector extends AutoCloseable {

  /**
   * A connection to {@code target}.
   *
   * @throws UnreachableException where there is none to be had; the message is one clear line
   * @throws InterruptedException where the run was ended meanwhile
   */
  Connection connect(Target target) throws UnreachableException, InterruptedException;

  /** Closes what is left open. */
  @Override
  void close();
}
