package dev.javaform.remote.winrm.psrp;

import dev.javaform.remote.winrm.wsman.FaultException;
import java.io.IOException;

/** What faults of the service mean for a pool. */
final class Troubles {

  private Troubles() {}

  /**
   * The exception to throw.
   *
   * @param begun whether a pipeline has begun
   */
  static IOException of(FaultException fault, boolean begun) {
    return switch (fault.kind()) {
      case UNKNOWN ->
          new PoolGoneException(
              "the host does not know its PowerShell any more: " + fault.getMessage(),
              begun,
              fault);
      case TOO_MANY_OPERATIONS ->
          new QuotaException(
              "the host takes no more requests of this account in this session: "
                  + fault.getMessage(),
              begun,
              fault);
      case TIMED_OUT,
          TOO_MANY_SHELLS,
          NO_PROGRAM,
          ABORTED,
          DENIED,
          BAD_ARGUMENT,
          BAD_HEADER,
          OTHER ->
          fault;
    };
  }
}
