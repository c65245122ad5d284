package dev.javaform.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** What hosts print never steers the terminal. */
class ScreenTest {

  @Test
  void leavesPlainTextAlone() {
    assertEquals("grün\tok\n", Screen.safe("grün\tok\n"));
  }

  @Test
  void showsEscapeSequencesInsteadOfObeyingThem() {
    assertEquals("\\u001b]0;owned\\u0007", Screen.safe("\u001b]0;owned\u0007"));
  }

  @Test
  void showsCarriageReturnsAndDirectionMarks() {
    assertEquals("good\\u000dbad \\u202etxt", Screen.safe("good\rbad \u202etxt"));
  }
}
