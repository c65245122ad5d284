package dev.javaform.module;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a script left: exit status, standard output, standard error. */
public final class Output {

  private final int status;
  private final byte[] stdout;
  private final byte[] stderr;
  private final boolean truncated;
  private final Duration took;
  private final Instant ended = Instant.now();

  /**
   * @param status the exit status; 124 where it was stopped because its time was up
   * @param truncated whether output beyond the bound was thrown away
   */
  public Output(int status, byte[] stdout, byte[] stderr, boolean truncated, Duration took) {
    this.status = status;
    this.stdout = stdout.clone();
    this.stderr = stderr.clone();
    this.truncated = truncated;
    this.took = took;
  }

  /** An output made of text, as tests and steps without a script need it. */
  public static Output of(int status, String stdout, String stderr) {
    return new Output(
        status,
        stdout.getBytes(StandardCharsets.UTF_8),
        stderr.getBytes(StandardCharsets.UTF_8),
        false,
        Duration.ZERO);
  }

  /** A successful output. */
  public static Output of(String stdout) {
    return of(0, stdout, "");
  }

  /** The exit status. */
  public int status() {
    return status;
  }

  /** Whether the exit status is 0. */
  public boolean isSuccess() {
    return status == 0;
  }

  /** Standard output as UTF-8, malformed bytes replaced by U+FFFD. */
  public String stdout() {
    return new String(stdout, StandardCharsets.UTF_8);
  }

  /** Standard error as UTF-8, malformed bytes replaced by U+FFFD. */
  public String stderr() {
    return new String(stderr, StandardCharsets.UTF_8);
  }

  /** Standard output, byte for byte. */
  public byte[] stdoutBytes() {
    return stdout.clone();
  }

  /** The lines of standard output. */
  public List<String> lines() {
    return stdout().lines().toList();
  }

  /** Whether output beyond the bound was thrown away. */
  public boolean isTruncated() {
    return truncated;
  }

  /** How long the script ran, as the controller saw it. */
  public Duration took() {
    return took;
  }

  /** When the output was complete, by the controller's clock. */
  public Instant ended() {
    return ended;
  }

  /** The text, where all bytes are well-formed UTF-8. */
  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty(); // not text: the caller shows a digest instead
    }
  }

  @Override
  public String toString() {
    return "exit status %d, %d bytes out, %d bytes err"
        .formatted(status, stdout.length, stderr.length);
  }
}
