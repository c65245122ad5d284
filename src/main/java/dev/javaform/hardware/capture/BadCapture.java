package dev.javaform.hardware.capture;

/** A file that is no capture, or one that must not be read; the message says why. */
public final class BadCapture extends RuntimeException {

  private static final long serialVersionUID = 1L;

  BadCapture(String message) {
    super(message);
  }
}
