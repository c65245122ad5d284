package dev.javaform.hardware.preflight;

/** How grave a finding is. */
public enum Severity {
  /** Nothing may be passed through while it stands. */
  BLOCKS,
  /** It may go wrong; it goes on all the same. */
  WARNS,
  /** Worth knowing; nothing is wrong. */
  TOLD
}
