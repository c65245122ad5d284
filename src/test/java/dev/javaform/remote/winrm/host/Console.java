package dev.javaform.remote.winrm.host;

import java.io.IOException;
import java.io.InputStream;

/**
 * What a program reads and writes.
 *
 * @param in what is sent to it, to its end
 */
record Console(InputStream in, Output output) {

  void print(byte[] bytes) {
    output.add("stdout", bytes);
  }

  void complain(byte[] bytes) {
    output.add("stderr", bytes);
  }

  /** A program. */
  @FunctionalInterface
  interface Program {

    /** Runs, and returns its exit code. */
    int run(Console console) throws IOException, InterruptedException;
  }
}
