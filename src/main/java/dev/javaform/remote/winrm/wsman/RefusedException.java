package dev.javaform.remote.winrm.wsman;

import java.io.IOException;

/** The host does not let this account in. */
public final class RefusedException extends IOException {

  private static final long serialVersionUID = 1;

  RefusedException(String message) {
    super(message);
  }
}
