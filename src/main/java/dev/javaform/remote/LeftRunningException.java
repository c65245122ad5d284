package dev.javaform.remote;

/**
 * The user ended the run, and the host did not say that what it was doing has ended: it may go on
 * there. One clear line says so.
 */
public final class LeftRunningException extends InterruptedException {

  private static final long serialVersionUID = 1;

  /**
   * @param group the process group that may still be there, 0 where none is known
   */
  public LeftRunningException(int group, Exception cause) {
    super(
        "the host does not answer any more: the command may still be running there"
            + (group == 0 ? "" : " (process group " + group + ")"));
    initCause(cause);
  }
}
