package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run that tells little shows of tasks whose values are what people want to see. */
class ShowingTest {

  @TempDir private Path folder;

  private String shown(String task) throws Exception {
    return new Playing(folder)
        .play("- hosts: all\n  gather_facts: false\n  tasks:\n    - " + task + "\n")
        .text();
  }

  @Test
  void aMessageStandsAlone() throws Exception {
    assertTrue(
        shown("debug: {msg: hello}").contains("ok: [one] => {\n    \"msg\": \"hello\"\n}\n"));
  }

  @Test
  void anAssertionShowsItsValues() throws Exception {
    String shown = shown("assert: {that: true}");
    assertTrue(shown.contains("ok: [one] => {\n"), shown);
    assertTrue(shown.contains("\"msg\": \"All assertions passed\""), shown);
  }

  @Test
  void aQuietAssertionShowsThatItHolds() throws Exception {
    assertTrue(shown("assert: {that: true, quiet: true}").contains("ok: [one]\n"));
  }

  @Test
  void aQuietAssertionThatFailsIsToldOnOneLine() throws Exception {
    String shown = shown("assert: {that: false, quiet: true}");
    assertTrue(shown.contains("fatal: [one]: FAILED! => {\"assertion\": "), shown);
  }

  @Test
  void aMessageForRunsThatTellMoreIsLeftOut() throws Exception {
    assertFalse(shown("debug: {msg: hello, verbosity: 1}").contains("hello"));
  }

  @Test
  void nothingIsShownOfWhatNoLogHides() throws Exception {
    assertEquals(-1, shown("{debug: {msg: hello}, no_log: true}").indexOf("hello"));
  }
}
