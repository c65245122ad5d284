package dev.javaform.modules.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as Python's time.strptime reads them; the results are Python's own. */
class PythonTimeTest {

  @ParameterizedTest
  @CsvSource({
    "202001020304.05, %Y%m%d%H%M.%S, 2020-01-02 03:04:05",
    "2024-02-29T23:59:58Z, %Y-%m-%dT%H:%M:%SZ, 2024-02-29 23:59:58",
    "Jan 5 2020 3pm, %b %d %Y %I%p, 2020-01-05 15:00:00",
    "Jan 5 2020 12AM, %b %d %Y %I%p, 2020-01-05 00:00:00",
    "Sunday 5   JANUARY 20, %A %d %B %y, 2020-01-05 00:00:00",
    "sun 5/1/69, %a %d/%m/%y, 1969-01-05 00:00:00",
    "2020 366, %Y %j, 2020-12-31 00:00:00",
    "2020-1-2 3:4:5.123456, %Y-%m-%d %H:%M:%S.%f, 2020-01-02 03:04:05",
    "100% 2020, 100%% %Y, 2020-01-01 00:00:00",
    "12:30, %H:%M, 1900-01-01 12:30:00",
  })
  void readsATime(String text, String format, String time) {
    assertEquals(time, PythonTime.parse(text, format));
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, %Y%m%d%H%M.%S",
    "202001020304.05 and more, %Y%m%d%H%M.%S",
    "2023-02-29, %Y-%m-%d",
    "2020-13-01, %Y-%m-%d",
    "2020 2020, %Y %Y",
    "2020 +0100, %Y %z",
  })
  void refusesWhatIsNone(String text, String format) {
    assertThrows(IllegalArgumentException.class, () -> PythonTime.parse(text, format));
  }

  @Test
  void writesItAsTouchWantsIt() {
    assertEquals("202001020304.05", PythonTime.digits("2020-01-02 03:04:05"));
  }
}
