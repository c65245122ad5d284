package dev.javaform.remote.winrm.wsman;

import java.io.IOException;

/** What came back over a sound connection is no answer of WS-Management. */
public final class NoSoapException extends IOException {

  private static final long serialVersionUID = 1;

  NoSoapException(String message) {
    super(message);
  }

  NoSoapException(String message, Throwable cause) {
    super(message, cause);
  }
}
