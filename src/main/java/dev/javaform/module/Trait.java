package dev.javaform.module;

/** What is special about a module, for whoever runs it. */
public enum Trait {
  /** It speaks to whoever runs the play, and so runs once for all hosts. */
  RUNS_ONCE,
  /** It only ever fails: ending the work for its host is what it is for. */
  FAILS,
  /**
   * What it returns under {@code ansible_facts} are variables that the author sets, and no facts
   * that a host told of itself.
   */
  SETS_VARIABLES
}
