package dev.javaform.modules.linux;

/** Whether something is wanted. */
public enum Presence {
  PRESENT,
  ABSENT
}
