package dev.javaform.remote;

/** A host that cannot be reached, or not any more: one clear line saying why and what to do. */
public final class UnreachableException extends Exception {

  private static final long serialVersionUID = 1;

  public UnreachableException(String message) {
    super(message);
  }

  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
