package dev.javaform.modules.linux.memory;

/** When huge pages are reserved. */
public enum PageMode {
  STATIC,
  ON_START,
  THP,
  NONE;

  /** Whether pages are reserved at all. */
  boolean reserves() {
    return this == STATIC || this == ON_START;
  }
}
