package dev.javaform.remote.winrm.ntlm;

import java.io.IOException;

/** What the other side said is not NTLM, or not what was sealed for us. */
public final class NtlmException extends IOException {

  private static final long serialVersionUID = 1;

  NtlmException(String message) {
    super(message);
  }
}
