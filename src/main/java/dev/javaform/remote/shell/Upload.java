package dev.javaform.remote.shell;

import com.google.common.io.ByteSource;
import dev.javaform.module.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Streams bytes into a command of its own on the host, for what is too large for the shell. */
final class Upload {
  private static final int CHUNK = 32 << 10;

  private Upload() {}

  /**
   * Hands the bytes to the command's standard input and waits for its end.
   *
   * @return what it printed; successful where it printed something on standard output
   * @throws IOException where the carrier fails
   */
  static Output run(Wire wire, Inbox inbox, ByteSource bytes, Duration patience)
      throws IOException, InterruptedException {
    try (wire) {
      try (InputStream source = bytes.openStream()) {
        copy(source, wire, inbox);
      }
      if (!inbox.awaitEnd(Deadline.in(patience))) {
        return Output.of(Exchange.TIMED_OUT, "", "the upload did not end in time");
      }
    }
    byte[][] said = inbox.pendingBytes();
    String path = new String(said[0], StandardCharsets.UTF_8);
    String stderr = new String(said[1], StandardCharsets.UTF_8);
    return Output.of(path.isEmpty() ? 1 : 0, path, stderr);
  }

  private static void copy(InputStream source, Wire wire, Inbox inbox) throws IOException {
    byte[] chunk = new byte[CHUNK];
    for (int n = source.read(chunk); n >= 0; n = source.read(chunk)) {
      try {
        wire.write(chunk, 0, n);
      } catch (IOException e) {
        inbox.closed(String.valueOf(e.getMessage())); // it ended early: what it printed says why
        return;
      }
    }
    wire.end();
  }
}
