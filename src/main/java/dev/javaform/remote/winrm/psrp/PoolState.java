package dev.javaform.remote.winrm.psrp;

import dev.javaform.remote.winrm.clixml.Obj;
import java.util.Optional;

/**
 * What a pool says of its state (MS-PSRP 2.2.2.14).
 *
 * @param number of the state
 * @param reason why, where it tells
 */
record PoolState(int number, Optional<ErrorRecord> reason) {

  private static final int OPENED = 2;
  private static final int CLOSED = 3;
  private static final int CLOSING = 4;
  private static final int BROKEN = 5;

  static PoolState of(Object value) {
    return value instanceof Obj told
        ? new PoolState(
            told.number("RunspaceState").orElse(0),
            told.object("ExceptionAsErrorRecord").map(ErrorRecord::of))
        : new PoolState(0, Optional.empty());
  }

  boolean isOpened() {
    return number == OPENED;
  }

  /**
   * @param begun whether a pipeline has begun
   */
  void requireOpen(boolean begun) throws PoolGoneException {
    if (number == CLOSED || number == CLOSING || number == BROKEN) {
      throw new PoolGoneException(
          "PowerShell at the host %s%s"
              .formatted(
                  number == BROKEN ? "broke down" : "has ended",
                  reason.map(error -> ": " + error.message()).orElse("")),
          begun);
    }
  }
}
