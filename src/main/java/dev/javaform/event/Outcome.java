package dev.javaform.event;

/** How a task, or one item of its loop, ended on one host. */
public sealed interface Outcome {

  /** Why a task is skipped whose condition does not hold. */
  String UNMET = "Conditional result was False";

  /** The host was as wanted. */
  record Unchanged() implements Outcome {}

  /** Check mode: the host is not as wanted, and the task would change it. */
  record WouldChange() implements Outcome {}

  /** The host was changed, and, where that can be seen, is as wanted now. */
  record Changed() implements Outcome {}

  /** The task does not apply, for {@code reason}. */
  record Skipped(String reason) implements Outcome {}

  /**
   * Check mode: what the task would do depends on what an earlier one would have done, for {@code
   * reason}.
   */
  record Unpredictable(String reason) implements Outcome {}

  /** The task failed; the message says what, why, and what to do. */
  record Failed(String message) implements Outcome {}

  /** The host could not be reached, or not any more. */
  record Unreachable(String message) implements Outcome {}

  /** Whether the host was or would be changed. */
  default boolean isChange() {
    return this instanceof Changed || this instanceof WouldChange;
  }

  /** Whether it is a failure of the task; an unreachable host is not. */
  default boolean isFailure() {
    return this instanceof Failed;
  }
}
