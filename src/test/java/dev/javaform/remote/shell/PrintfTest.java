package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Bytes as commands that print them. */
class PrintfTest {
  private static final String TEXT = "-50% of \"it's\" `$(x)` \\ !!\n\t\000\377 é";

  @Test
  void printsWhatItWasGiven() throws Exception {
    byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
    assertEquals(TEXT, printed(Printf.command(bytes)));
    assertEquals(TEXT, printed(Printf.line(bytes)));
  }

  @Test
  void aLineHoldsNothingThatAShellOnTheWayWouldTakeForItsOwn() {
    String line = Printf.line(TEXT.getBytes(StandardCharsets.UTF_8));
    assertTrue(line.matches("printf '[A-Za-z0-9%\\\\]*'"), line);
  }

  private static String printed(String command) throws Exception {
    Process shell = new ProcessBuilder("/bin/sh", "-c", command).start();
    return new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
