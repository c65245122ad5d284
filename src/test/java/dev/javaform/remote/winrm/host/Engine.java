package dev.javaform.remote.winrm.host;

import java.util.Map;

/** What a pipeline of PowerShell does. */
public interface Engine {

  /**
   * Runs a command with its parameters.
   *
   * @return the one text that it writes
   * @throws EngineException where it ends with an error
   */
  String run(String command, Map<String, Object> parameters) throws EngineException;

  /** Runs a script, whatever it is. */
  String script(String text) throws EngineException;

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
