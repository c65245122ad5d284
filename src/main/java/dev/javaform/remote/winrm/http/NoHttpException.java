package dev.javaform.remote.winrm.http;

import java.io.IOException;

/** What answers does not speak HTTP. */
public final class NoHttpException extends IOException {

  private static final long serialVersionUID = 1;

  NoHttpException(String why) {
    super("what answers there does not speak HTTP: " + why);
  }
}
