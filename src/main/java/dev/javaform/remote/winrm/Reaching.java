package dev.javaform.remote.winrm;

import java.io.IOException;
import java.net.Socket;

/** How a port of a guest is reached: from here, or by way of the host that it runs on. */
@FunctionalInterface
interface Reaching {

  /**
   * A socket that is connected.
   *
   * @throws IOException where the port is not reached; the message is one clear line
   */
  Socket socket(String address, int port) throws IOException;
}
