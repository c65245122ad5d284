package dev.javaform.modules.windows;

/** What it means that something is not there that is to be changed. */
public enum Missing {
  /** The task fails. */
  FAIL,
  /** There is nothing to do. */
  OK
}
