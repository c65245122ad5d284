package dev.javaform.remote.winrm.clixml;

import java.io.IOException;

/** What should be CLIXML is none, or more of it than is read. */
public final class ClixmlException extends IOException {

  private static final long serialVersionUID = 1;

  ClixmlException(String message) {
    super(message);
  }

  ClixmlException(String message, Throwable cause) {
    super(message, cause);
  }
}
