package dev.javaform.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output or standard error as this process got it. The first write that fails is
 * remembered and said on standard error, once, and nothing is written after it: what stands there
 * is a true beginning, never a text with a hole in it. Safe for use by many threads.
 *
 * <p>What a run makes of it: hosts matter more than what is told of them, so nothing that is under
 * way on a host is ever cut off. Where nobody reads the output any more ({@code | head}), no
 * further task begins, as with Ctrl-C, but what runs is finished on every host of the task. Where
 * the output is full or closed, or its terminal went away, the run goes on to its end. Either way
 * an exit status of 0 becomes {@link ExitStatus#UNWRITTEN}; failures of hosts keep theirs.
 */
final class Outlet extends OutputStream {

  static final Outlet OUT = new Outlet("standard output", 1, FileDescriptor.out);
  static final Outlet ERR = new Outlet("standard error", 2, FileDescriptor.err);

  private final String name;
  private final int number;
  private final OutputStream to;
  private volatile boolean failed;
  private volatile boolean unread;
  private volatile Consequence consequence = _ -> "";

  private Outlet(String name, int number, FileDescriptor descriptor) {
    this.name = name;
    this.number = number;
    this.to = new FileOutputStream(descriptor);
  }

  /** What follows from a failure, a full sentence or nothing. */
  interface Consequence {

    /**
     * The sentence.
     *
     * @param unread whether whoever read the output went away
     */
    String of(boolean unread);
  }

  /** Makes both what {@link System} prints to: in lines, not in letters, and always as UTF-8. */
  static void install() {
    System.setOut(new PrintStream(OUT, false, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(ERR, true, StandardCharsets.UTF_8));
  }

  /** The exit status of a process that would end with {@code status} now. */
  static int status(int status) {
    System.out.flush();
    System.err.flush();
    boolean lost = OUT.failed || ERR.failed;
    return status == 0 && lost ? ExitStatus.UNWRITTEN : status;
  }

  /** What a failure from now on means. */
  void during(Consequence other) {
    consequence = other;
  }

  /** Whether whoever read it went away. */
  boolean isUnread() {
    return unread;
  }

  @Override
  public void write(int letter) {
    write(new byte[] {(byte) letter}, 0, 1);
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (failed) {
      return;
    }
    try {
      to.write(bytes, offset, length);
    } catch (IOException e) {
      fail(e);
    }
  }

  private void fail(IOException e) {
    failed = true;
    unread = isPipe(e);
    String sentence = "Error: %s %s.".formatted(name, why(e));
    System.err.println((sentence + " " + consequence.of(unread)).strip());
  }

  private String why(IOException e) {
    if (unread) {
      return "is no longer read by anyone";
    }
    return "Bad file descriptor".equals(e.getMessage())
        ? "is closed"
        : "cannot be written: " + e.getMessage(); // the system's words, in its language
  }

  /** A pipe or a socket can only fail because of the other end: write(2), EPIPE. */
  private boolean isPipe(IOException e) {
    try {
      String kind = Files.readSymbolicLink(Path.of("/proc/self/fd/" + number)).toString();
      return kind.startsWith("pipe:") || kind.startsWith("socket:");
    } catch (IOException | UnsupportedOperationException _) {
      return "Broken pipe".equals(e.getMessage()); // not Linux
    }
  }
}
