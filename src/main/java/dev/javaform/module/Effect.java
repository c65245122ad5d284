package dev.javaform.module;

/** What is known beforehand about acting on a plan. */
public enum Effect {
  /** Acting reaches {@code after}; asking again afterwards proves it. */
  STATE,
  /** Acting does what the plan says, each time anew, and leaves nothing to see: a restart. */
  EVENT,
  /**
   * Acting is due, and nobody knows what it does before it is done: a command whose product is
   * missing. Check mode tells that it is due.
   */
  DUE,
  /** Nobody knows what acting does before it is done: a command. Check mode skips it. */
  UNKNOWN;

  /** Whether the states before and after tell what acting does. */
  public boolean isForeseen() {
    return this == STATE || this == EVENT;
  }
}
