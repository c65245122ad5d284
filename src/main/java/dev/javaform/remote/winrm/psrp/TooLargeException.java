package dev.javaform.remote.winrm.psrp;

/** The host says more than is read. */
final class TooLargeException extends Exception {

  private static final long serialVersionUID = 1;

  TooLargeException(String message) {
    super(message);
  }
}
