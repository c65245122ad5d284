package dev.javaform.remote.winrm.wsman;

import dev.javaform.remote.winrm.http.HttpConnection;
import java.io.IOException;

/** Opens a connection to the host whenever one is needed. */
@FunctionalInterface
public interface Dialling {

  HttpConnection dial() throws IOException;

  /** The path of the service there. */
  default String path() {
    return "/wsman";
  }
}
