package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EscapedTest {
  @Test
  void makesOneHarmlessLine() {
    assertEquals("a; b \\x1b[2J\\u202ec\\x9b", Escaped.line(" a\r\nb\t\033[2J\u202ec\u009b \n"));
  }

  @Test
  void endsLongTexts() {
    assertTrue(Escaped.line("x".repeat(5000)).length() < 400);
  }
}
