package dev.javaform.remote;

/** The other user cannot be had: sudo is missing, the password is wrong. One clear line. */
public final class BecomeException extends Exception {

  private static final long serialVersionUID = 1;

  public BecomeException(String message) {
    super(message);
  }
}
