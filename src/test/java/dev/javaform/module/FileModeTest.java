package dev.javaform.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modes with a umask of 0022, with the results Ansible 2.14 gives. */
class FileModeTest {

  @ParameterizedTest
  @CsvSource({
    // mode, before, after
    "0755, 2640, 0755",
    "4755, 0644, 4755",
    "+w, 0400, 0600",
    "-w, 0666, 0466",
    "=rw, 0777, 0644",
    "a+w, 0400, 0622",
    "+x, 0600, 0711",
    "'u=rw,g=r,o=', 7777, 0640",
    "'u+s,g+s,+t', 0755, 7755",
    "o+s, 0755, 0755",
    "u+t, 0755, 0755",
    "a+X, 0600, 0600",
    "a=rX, 0700, 0555",
    "g=u, 0640, 0660",
  })
  void appliesToAFile(String mode, String before, String after) {
    assertEquals(after, new FileMode(mode).applyTo(before, false, "0022"));
  }

  @ParameterizedTest
  @CsvSource({"'u=rwx,g=rx,o=rx', 2755, 0755", "a+X, 0600, 0711", "u=rwx, 2755, 2755"})
  void appliesToADirectory(String mode, String before, String after) {
    assertEquals(after, new FileMode(mode).applyTo(before, true, "0022"));
  }
}
