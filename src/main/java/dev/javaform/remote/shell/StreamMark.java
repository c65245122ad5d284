package dev.javaform.remote.shell;

/**
 * A mark that the far side set in a stream, and what came before it.
 *
 * @param kind one of the constants
 * @param number an exit status or a process id
 * @param bytes what the stream held since the last mark
 * @param truncated whether more was there than is kept
 */
@SuppressWarnings("ArrayRecordComponent") // up to 64 MiB that are not copied; never compared
record StreamMark(char kind, int number, byte[] bytes, boolean truncated) {
  /** The shell listens. */
  static final char HELLO = 'h';

  /** A job has started in the process group {@code number}; on standard output only. */
  static final char STARTED = 's';

  /** A script has ended with exit status {@code number}. */
  static final char ENDED = 'e';

  /** A job is over, 0 where the next may follow. */
  static final char OVER = 'x';

  /** Whether there are marks of this kind. */
  static boolean isKind(char letter) {
    return letter == HELLO || letter == STARTED || letter == ENDED || letter == OVER;
  }
}
