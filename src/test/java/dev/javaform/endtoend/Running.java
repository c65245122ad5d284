package dev.javaform.endtoend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The program while it runs. Closing ends it whatever it does. */
final class Running implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final Path out;
  private final Path err;

  Running(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Waits until it has printed this text. */
  Running awaitText(String text) throws Exception {
    return await("\"" + text + "\" was not printed", () -> told(-1).out().contains(text));
  }

  /** Waits until something in what it has printed matches. */
  Running awaitMatch(Pattern pattern) throws Exception {
    return await(
        "nothing was printed that matches " + pattern,
        () -> pattern.matcher(told(-1).out()).find());
  }

  /** Waits until it has printed this text on standard error. */
  Running awaitError(String text) throws Exception {
    return await("\"" + text + "\" was not printed", () -> told(-1).err().contains(text));
  }

  /** Waits until something is so. */
  Running await(String complaint, BooleanSupplier sought) throws Exception {
    Instant deadline = Instant.now().plus(PATIENCE);
    while (!sought.getAsBoolean()) {
      if (Instant.now().isAfter(deadline) || !process.isAlive()) {
        throw new AssertionError(complaint + "\n" + told(-1));
      }
      Thread.sleep(20);
    }
    return this;
  }

  /** Types on the terminal that it was started on. */
  Running type(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
    return this;
  }

  /** Sends what Ctrl-C sends. */
  Running interrupt() throws Exception {
    new ProcessBuilder("kill", "-INT", "" + pid()).inheritIO().start().waitFor();
    return this;
  }

  /** What it told when it has ended; it must end by itself. */
  Told end() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("javaform did not end: " + told(-1));
    }
    return told(process.exitValue());
  }

  private Told told(int status) {
    try {
      return new Told(status, Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new AssertionError("what javaform printed is not UTF-8", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
