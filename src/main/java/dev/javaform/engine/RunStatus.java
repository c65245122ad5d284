package dev.javaform.engine;

/** How a run ended, with the exit status people's scripts know. */
public enum RunStatus {
  DONE(0),
  FAILED(2),
  UNREACHABLE(4),
  /** javaform itself failed on a host; the others have run to their end. */
  DEFECT(250);

  private final int exitStatus;

  RunStatus(int exitStatus) {
    this.exitStatus = exitStatus;
  }

  /** The process's exit status. */
  public int exitStatus() {
    return exitStatus;
  }
}
