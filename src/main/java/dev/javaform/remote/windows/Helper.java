package dev.javaform.remote.windows;

import java.io.IOException;
import java.time.Duration;

/** PowerShell in a guest, in which the helper's functions are defined as they are needed. */
public interface Helper extends AutoCloseable {

  /**
   * What {@code Invoke-Jf} answers.
   *
   * @param definitions PowerShell that defines functions for good, to be run before; may be empty
   * @param request what it is told, JSON
   * @param patience how long it may take
   * @return its answer, JSON
   * @throws TimeUpException where it took longer; it was stopped then
   * @throws HelperException where it failed as a whole; PowerShell is still there
   * @throws GoneException where PowerShell, and what was defined in it, is not there any more
   * @throws IOException where the connection broke
   */
  String call(String definitions, String request, Duration patience)
      throws IOException, InterruptedException;

  /** Whether each call begins with nothing, so that what it needs has to be defined every time. */
  default boolean forgets() {
    return false;
  }

  /** About how many bytes of a request travel well at once. */
  int room();

  /** How many times anything was sent and waited for. */
  int roundTrips();

  /** Whether it can still be used, as far as is known. */
  boolean isOpen();

  /** Ends it. Never throws, never hangs. */
  @Override
  void close();

  /** A call took too long. */
  final class TimeUpException extends IOException {
    private static final long serialVersionUID = 1;

    public TimeUpException(String message) {
      super(message);
    }
  }

  /** PowerShell failed to carry out a call; nothing is known of what it did. */
  final class HelperException extends IOException {
    private static final long serialVersionUID = 1;

    public HelperException(String message) {
      super(message);
    }
  }

  /** PowerShell ended, or the guest was started anew: there is nothing defined any more. */
  final class GoneException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean begun;

    /**
     * @param begun whether the call may have been begun with
     */
    public GoneException(String message, boolean begun, Throwable cause) {
      super(message, cause);
      this.begun = begun;
    }

    /** Whether the call may have been begun with. */
    public boolean hasBegun() {
      return begun;
    }
  }
}
