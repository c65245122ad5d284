package dev.javaform.modules.linux.boot;

/**
 * One letter of a shell variable's value.
 *
 * @param letter the letter itself
 * @param path the file it is written in
 * @param start where it starts there
 * @param end where it ends there; an escaped letter is two characters long
 * @param quote what stands around it
 */
record Letter(char letter, String path, int start, int end, ShellText.Quote quote) {

  /** Stands for text that only a running shell could know. */
  static final char UNKNOWN = '\uFFFC';

  /** Text that only a running shell could know, because of what stands there. */
  static Letter unknown(String path, int start) {
    return new Letter(UNKNOWN, path, start, start, ShellText.Quote.NONE);
  }

  boolean isUnknown() {
    return letter == UNKNOWN;
  }

  /** Whether it stands directly behind another letter of the same file, quoted alike. */
  boolean follows(Letter other) {
    return path.equals(other.path) && start == other.end && quote == other.quote;
  }
}
