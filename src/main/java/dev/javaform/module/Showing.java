package dev.javaform.module;

/** How much of what a task returned people see. */
public enum Showing {
  /** How it ended; the values only in a run that tells more. */
  OUTCOME,
  /** The values, too, always. */
  VALUES,
  /** What the module had to say, always, and nothing else: its message, or else its values. */
  MESSAGE
}
