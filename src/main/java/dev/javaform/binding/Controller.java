package dev.javaform.binding;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The machine javaform runs on. */
final class Controller {

  private Controller() {}

  static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost"; // a machine without a name of its own
    }
  }
}
