package dev.javaform.remote;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A way to a port that is reached from another host. Closing it hangs up; so does closing the
 * connection that it goes through.
 *
 * @param from what the port sends
 * @param to what is sent to it
 * @param end hangs up
 */
public record Tunnel(InputStream from, OutputStream to, Closeable end) implements Closeable {

  @Override
  public void close() throws IOException {
    end.close();
  }
}
