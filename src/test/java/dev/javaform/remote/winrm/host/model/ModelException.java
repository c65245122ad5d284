package dev.javaform.remote.winrm.host.model;

/** Windows refuses something. */
public final class ModelException extends Exception {

  private static final long serialVersionUID = 1;

  public ModelException(String message) {
    super(message);
  }
}
