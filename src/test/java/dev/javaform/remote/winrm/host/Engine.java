package dev.javaform.remote.winrm.host;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** What pipelines of PowerShell do. Called by one thread at a time for each pool. */
public interface Engine {

  /**
   * Runs a command with its parameters.
   *
   * @return the one text that it writes
   * @throws EngineException where it ends with an error
   */
  String run(String command, Map<String, Object> parameters)
      throws EngineException, InterruptedException;

  /**
   * Runs a script; unless somebody says otherwise it says nothing.
   *
   * @param parameters what it is given, by name; what goes by its position is "0", "1" and so on
   */
  default void script(String text, Map<String, Object> parameters, Pipe pipe)
      throws EngineException, InterruptedException {}

  /** What a new pool gets: itself, where pools have nothing of their own. */
  default Engine pool() {
    return this;
  }

  /**
   * Told how to start the host anew.
   *
   * @param how takes how long it is away
   */
  default void rebootBy(Consumer<Duration> how) {}

  /** Told that the host was started anew. */
  default void booted() {}

  /** Where a script's words go. */
  interface Pipe {

    /** Writes a value. */
    void output(Object value);

    /** Writes an error, and goes on. */
    void error(String message);

    /** Warns. */
    void warning(String message);
  }

  /** A terminating error. */
  final class EngineException extends Exception {

    private static final long serialVersionUID = 1;

    /**
     * @param message what the error record says
     */
    public EngineException(String message) {
      super(message);
    }
  }
}
