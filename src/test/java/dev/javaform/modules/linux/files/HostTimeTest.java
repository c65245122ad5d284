package dev.javaform.modules.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times of files, by the host's own clock. */
class HostTimeTest {

  @Test
  void readsWholeSeconds() {
    assertEquals(
        "2020-01-02 03:04:05", HostTime.parse("2020-1-2 3:4:5.123456", "%Y-%m-%d %H:%M:%S.%f"));
  }

  @ParameterizedTest
  @CsvSource({"nonsense, %Y%m%d%H%M.%S", "2023-02-29, %Y-%m-%d", "2020 +0100, %Y %z"})
  void refusesWhatIsNone(String text, String format) {
    assertThrows(IllegalArgumentException.class, () -> HostTime.parse(text, format));
  }

  @Test
  void readsAPercentSignBeforeALetterZ() {
    assertEquals("2020-01-01 00:00:00", HostTime.parse("2020%z", "%Y%%z"));
  }

  @Test
  void writesItAsTouchWantsIt() {
    assertEquals("202001020304.05", HostTime.digits("2020-01-02 03:04:05"));
  }
}
