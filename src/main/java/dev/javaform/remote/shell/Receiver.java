package dev.javaform.remote.shell;

/** Takes what a process prints; called by one thread per stream and never blocks. */
public interface Receiver {

  /** Bytes from standard output; the array may be reused afterwards. */
  void out(byte[] bytes, int from, int length);

  /** Bytes from standard error; the array may be reused afterwards. */
  void err(byte[] bytes, int from, int length);

  /**
   * Nothing more will come.
   *
   * @param reason why, where it is not just that the process ended; else empty
   */
  void closed(String reason);
}
