package dev.javaform.remote.winrm.psrp;

import java.io.IOException;

/** The account has asked of the host as often as it may: a new pool may ask again. */
public final class QuotaException extends IOException {

  private static final long serialVersionUID = 1;

  QuotaException(String message, Throwable cause) {
    super(message, cause);
  }
}
