package dev.javaform.remote.shell;

import java.io.IOException;

/**
 * What answers on the host is not the shell that was started there: it says what no such shell can
 * say. Nothing that it says counts any more.
 */
final class ProtocolException extends IOException {

  private static final long serialVersionUID = 1;

  /**
   * @param what it did: "it ended more scripts than it was given"
   */
  ProtocolException(String what) {
    super(what);
  }
}
