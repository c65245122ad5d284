package dev.javaform.python;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as Python reads and writes them; the results are Python's own. */
class TimesTest {

  @ParameterizedTest
  @CsvSource({
    "202001020304.05, %Y%m%d%H%M.%S, 2020-01-02T03:04:05",
    "2024-02-29T23:59:58Z, %Y-%m-%dT%H:%M:%SZ, 2024-02-29T23:59:58",
    "Jan 5 2020 3pm, %b %d %Y %I%p, 2020-01-05T15:00",
    "Jan 5 2020 12AM, %b %d %Y %I%p, 2020-01-05T00:00",
    "Sunday 5   JANUARY 20, %A %d %B %y, 2020-01-05T00:00",
    "sun 5/1/69, %a %d/%m/%y, 1969-01-05T00:00",
    "2020 366, %Y %j, 2020-12-31T00:00",
    "2020-1-2 3:4:5.123456, %Y-%m-%d %H:%M:%S.%f, 2020-01-02T03:04:05.123456",
    "2020-01-02 .5, %Y-%m-%d .%f, 2020-01-02T00:00:00.500",
    "100% 2020, 100%% %Y, 2020-01-01T00:00",
    "12:30, %H:%M, 1900-01-01T12:30",
    "2020 +0100, %Y %z, 2020-01-01T00:00",
  })
  void readsATime(String text, String format, LocalDateTime time) {
    assertEquals(time, Times.parse(text, format));
  }

  @ParameterizedTest
  @CsvSource({
    "nonsense, %Y%m%d%H%M.%S",
    "202001020304.05 and more, %Y%m%d%H%M.%S",
    "2023-02-29, %Y-%m-%d",
    "2020-13-01, %Y-%m-%d",
    "2020 2020, %Y %Y",
    "2020, %Q",
  })
  void refusesWhatIsNone(String text, String format) {
    assertThrows(IllegalArgumentException.class, () -> Times.parse(text, format));
  }

  @Test
  void writesATime() {
    var time = LocalDateTime.of(2026, 1, 5, 14, 3, 2).atZone(ZoneOffset.UTC);
    assertEquals(
        "2026-01-05 02 PM 005 Mon Jan 1 26", Times.format("%F %I %p %j %a %b %u %y", time));
    assertEquals("100% %Q", Times.format("100%% %Q", time));
  }
}
