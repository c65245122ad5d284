package dev.javaform.modules.windows;

/** Whether something is to be there. */
public enum Existence {
  /** It is there. */
  PRESENT,
  /** It is not. */
  ABSENT
}
