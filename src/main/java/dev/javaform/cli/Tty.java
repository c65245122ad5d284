package dev.javaform.cli;

import com.google.common.primitives.Ints;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The terminal that a person sits at, wherever standard input and output lead: tty(4). A read from
 * it cannot be ended, so another thread does it, and whoever waits can be interrupted.
 */
final class Tty {
  private static final File DEVICE = new File("/dev/tty");
  private static final ReentrantLock ASKING = new ReentrantLock();

  /** How the terminal was before its echo was switched off, as long as that is so. */
  private static volatile Optional<String> before = Optional.empty();

  private Tty() {}

  /** Whether there is one. */
  static boolean isThere() {
    try (InputStream _ = new FileInputStream(DEVICE)) {
      return true;
    } catch (IOException e) {
      return false; // no process of this session has one
    }
  }

  /** How many letters a line of it has, where it says so. */
  static OptionalInt width() {
    try {
      String size = stty("size");
      Integer columns = Ints.tryParse(size.substring(size.indexOf(' ') + 1));
      return columns == null || columns <= 0 ? OptionalInt.empty() : OptionalInt.of(columns);
    } catch (IOException e) {
      return OptionalInt.empty(); // there is none, or no stty(1)
    }
  }

  /** Whether a question is open on it. */
  static boolean isAsking() {
    return ASKING.isLocked();
  }

  /** What is typed up to the end of the line; one question at a time. */
  static String line(String prompt, boolean echo) throws IOException, InterruptedException {
    ASKING.lockInterruptibly();
    try {
      return ask(prompt, echo);
    } finally {
      ASKING.unlock();
    }
  }

  private static String ask(String prompt, boolean echo) throws IOException, InterruptedException {
    try (InputStream in = new FileInputStream(DEVICE);
        OutputStream out = new FileOutputStream(DEVICE)) {
      return echo ? ask(prompt, in, out) : askHidden(prompt, in, out);
    }
  }

  private static String askHidden(String prompt, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    before = Optional.of(stty("-g"));
    try {
      stty("-echo");
      return ask(prompt, in, out);
    } finally {
      restore();
      out.write('\n'); // the one that was typed was not shown
    }
  }

  private static String ask(String prompt, InputStream in, OutputStream out)
      throws IOException, InterruptedException {
    out.write(prompt.getBytes(StandardCharsets.UTF_8));
    return await(in);
  }

  /** Lets typing be seen again. */
  static synchronized void restore() {
    try {
      if (before.isPresent()) {
        stty(before.get());
      }
    } catch (IOException _) {
      System.err.println("The terminal's echo may be off; stty sane switches it on.");
    }
    before = Optional.empty();
  }

  /** The next line of what cannot be interrupted; fails where there is none. */
  static String await(InputStream in) throws IOException, InterruptedException {
    CompletableFuture<String> typed = new CompletableFuture<>();
    Thread.ofPlatform().daemon().name("javaform-tty").start(() -> read(in, typed));
    try {
      return typed.get();
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    }
  }

  private static void read(InputStream in, CompletableFuture<String> typed) {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try {
      int next = in.read();
      if (next < 0) {
        throw new EOFException();
      }
      for (; next >= 0 && next != '\n'; next = in.read()) {
        line.write(next);
      }
      typed.complete(line.toString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      typed.completeExceptionally(e);
    }
  }

  /** Takes milliseconds, and is not to be interrupted. */
  private static String stty(String word) throws IOException {
    Process stty = new ProcessBuilder("stty", word).redirectInput(DEVICE).start();
    String said = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (stty.onExit().join().exitValue() != 0) {
      throw new IOException("stty " + word + " failed");
    }
    return said.strip();
  }
}
