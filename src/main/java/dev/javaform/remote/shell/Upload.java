package dev.javaform.remote.shell;

import com.google.common.io.ByteSource;
import dev.javaform.module.Output;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Streams bytes into a command of its own on the host, for what is too large for the shell. */
final class Upload {
  private Upload() {}

  /**
   * Hands the bytes to the command's standard input and waits for its answer.
   *
   * @param command what the command runs; it is let go of in any case
   * @return what the command printed between its marks; a failure where it printed no such thing
   * @throws IOException where the bytes cannot be read
   */
  static Output run(Wire command, Inbox inbox, ByteSource bytes, Duration patience)
      throws IOException, InterruptedException {
    try (command;
        InputStream source = bytes.openStream()) {
      copy(source, command);
      return answer(inbox, Deadline.in(patience));
    }
  }

  private static void copy(InputStream source, Wire command) throws IOException {
    byte[] chunk = new byte[Wire.CHUNK];
    for (int n = source.read(chunk); n >= 0; n = source.read(chunk)) {
      try {
        command.write(chunk, 0, n, Wire.STALL);
      } catch (StalledException e) {
        throw e;
      } catch (IOException e) {
        return; // it ended early: what it printed says why
      }
    }
    command.end();
  }

  private static Output answer(Inbox inbox, Deadline deadline) throws InterruptedException {
    try {
      Optional<StreamMark> next = inbox.nextOut(deadline);
      while (next.isPresent() && next.get().kind() != StreamMark.ENDED) {
        next = inbox.nextOut(deadline);
      }
      return next.map(frame -> Output.of(0, new String(frame.bytes(), StandardCharsets.UTF_8), ""))
          .orElseGet(() -> Output.of(Exchange.TIMED_OUT, "", "the upload did not end in time"));
    } catch (IOException e) {
      return Output.of(1, "", inbox.pending()); // it ended: what it printed says why
    }
  }
}
