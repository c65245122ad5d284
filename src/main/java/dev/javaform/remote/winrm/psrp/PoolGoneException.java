package dev.javaform.remote.winrm.psrp;

import java.io.IOException;

/** The pool is no more: it has expired, was broken, or the host has been booted since. */
public final class PoolGoneException extends IOException {

  private static final long serialVersionUID = 1;

  private final boolean begun;

  PoolGoneException(String message, boolean begun) {
    super(message);
    this.begun = begun;
  }

  PoolGoneException(String message, boolean begun, Throwable cause) {
    super(message, cause);
    this.begun = begun;
  }

  /** Whether the pipeline had begun, so that it may have done something or all of it. */
  public boolean begun() {
    return begun;
  }
}
