package dev.javaform.remote.winrm.psrp;

import java.io.IOException;

/** The account has asked of the host as often as it may: a new pool may ask again. */
public final class QuotaException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean begun;

  QuotaException(String message, boolean begun, Throwable cause) {
    super(message, cause);
    this.begun = begun;
  }

  /** Whether a pipeline had begun, so that it may have done something or all of it. */
  public boolean begun() {
    return begun;
  }
}
