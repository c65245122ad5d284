package dev.javaform.remote.winrm.psrp;

import java.io.IOException;

/** The host does not keep to PowerShell's remoting protocol. */
public final class PsrpException extends IOException {

  private static final long serialVersionUID = 1;

  PsrpException(String message) {
    super(message);
  }
}
