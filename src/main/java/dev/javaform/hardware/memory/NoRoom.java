package dev.javaform.hardware.memory;

/** Memory that a machine cannot give; the message says why, and what can be done. */
public final class NoRoom extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoRoom(String message) {
    super(message);
  }
}
