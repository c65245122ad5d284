package dev.javaform.hardware.layout;

/** A wish that a machine cannot meet; the message says why, and what can be done. */
public final class UnmetWish extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnmetWish(String message) {
    super(message);
  }
}
