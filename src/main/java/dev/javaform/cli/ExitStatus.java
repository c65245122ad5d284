package dev.javaform.cli;

/** The process's exit statuses beside those of a run, as ansible-playbook has them. */
final class ExitStatus {

  /** An error in what the user wrote: a playbook, an inventory. */
  static final int MISTAKES = 4;

  /** An error on the command line. */
  static final int USAGE = 5;

  /** Ended by the user. */
  static final int INTERRUPTED = 99;

  /** An error of javaform itself. */
  static final int BREAKDOWN = 250;

  private ExitStatus() {}
}
