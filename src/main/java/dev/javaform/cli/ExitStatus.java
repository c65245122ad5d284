package dev.javaform.cli;

/** The process's exit statuses beside those of a run, as ansible-playbook has them. */
final class ExitStatus {

  /** Hosts differ, or differed, from what is wanted; only where the user wants to know. */
  static final int DIFFERENT = 3;

  /** An error in what the user wrote: a playbook, an inventory. */
  private static final int MISTAKES = 4;

  /** An error on the command line. */
  static final int USAGE = 5;

  /**
   * What was to be told could not be written: {@code EX_IOERR} of sysexits.h. Only in place of 0.
   */
  static final int UNWRITTEN = 74;

  /** Ended by the user. */
  static final int INTERRUPTED = 99;

  /** An error of javaform itself. */
  static final int BREAKDOWN = 250;

  /** The same where that has to be told from a host out of reach: {@code EX_DATAERR}. */
  private static final int MISTAKES_ALONE = 65;

  private ExitStatus() {}

  /** The status of mistakes in what the user wrote, told apart from other failures or not. */
  static int mistakes(boolean detailed) {
    return detailed ? MISTAKES_ALONE : MISTAKES;
  }
}
