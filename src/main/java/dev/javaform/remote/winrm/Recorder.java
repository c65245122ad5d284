package dev.javaform.remote.winrm;

import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import dev.javaform.remote.winrm.wsman.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Writes down what is said to Windows hosts and what they answer, one JSON object a line, with
 * secrets masked, so that somebody else can see what a host does. For many threads.
 */
public final class Recorder implements Closeable {

  private static final JsonWriter JSON =
      new JsonWriter(JsonStyle.LINE.separated(",", ":"), String::valueOf);

  private final Writer file;
  private final UnaryOperator<String> discreet;

  private Recorder(Writer file, UnaryOperator<String> discreet) {
    this.file = file;
    this.discreet = discreet;
  }

  /**
   * One that writes a new file, which only its owner may read.
   *
   * @param discreet masks what must not be shown
   */
  public static Recorder to(Path file, UnaryOperator<String> discreet) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new Recorder(
        Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE), discreet);
  }

  /** The same way to a host, written down. */
  Transport of(String guest, Transport way) {
    return new Transport() {
      @Override
      public Answer post(byte[] envelope, Duration patience) throws IOException {
        long start = System.nanoTime();
        try {
          Answer answer = way.post(envelope, patience);
          write(guest, start, envelope, answer.status(), Legible.envelope(answer.envelope()));
          return answer;
        } catch (IOException e) {
          write(guest, start, envelope, 0, String.valueOf(e.getMessage()));
          throw e;
        }
      }

      @Override
      public void close() throws IOException {
        way.close();
      }
    };
  }

  private void write(String guest, long start, byte[] envelope, int status, String answer)
      throws IOException {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("guest", guest);
    line.put("milliseconds", (System.nanoTime() - start) / 1_000_000);
    line.put("request", discreet.apply(Legible.envelope(envelope)));
    line.put("status", (long) status);
    line.put("answer", discreet.apply(answer));
    synchronized (this) {
      file.write(JSON.text(line));
      file.write('\n');
      file.flush();
    }
  }

  @Override
  public synchronized void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
