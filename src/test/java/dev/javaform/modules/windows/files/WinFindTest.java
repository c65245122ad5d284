package dev.javaform.modules.windows.files;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Script;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinFindTest {

  private static Object asked(WinFind wish, String name) {
    return ((Script.PowerShell) wish.observe().script().orElseThrow()).select().get(name);
  }

  @ParameterizedTest
  @CsvSource({"86400, 86400", "1d, 86400", "-2h, -7200", "1w, 604800", "3 , 3"})
  void agesAreSeconds(String written, long seconds) {
    assertEquals(seconds, asked(task(WinFind.class, "paths", "C:\\", "age", written), "age"));
  }

  @ParameterizedTest
  @CsvSource({"10, 10", "1k, 1024", "-1m, -1048576", "2g, 2147483648"})
  void sizesAreBytes(String written, long bytes) {
    assertEquals(bytes, asked(task(WinFind.class, "paths", "C:\\", "size", written), "size"));
  }

  @Test
  void refusesWhatIsNoAmount() {
    assertThrows(
        ArgumentException.class, () -> task(WinFind.class, "paths", "C:\\", "age", "soon"));
    assertThrows(ArgumentException.class, () -> task(WinFind.class, "paths", "C:\\", "size", "1x"));
  }

  @Test
  void returnsFilesByTheirPaths() {
    given(task(WinFind.class, "paths", "C:\\"))
        .seeing("{\"examined\":3,\"files\":[{\"path\":\"C:\\\\b\"},{\"path\":\"C:\\\\a\"}]}")
        .changesNothing()
        .returns(
            Map.of(
                "examined",
                3L,
                "matched",
                2L,
                "files",
                List.of(Map.of("path", "C:\\a"), Map.of("path", "C:\\b"))));
  }

  @Test
  void statTellsWhatTheGuestTold() {
    given(task(WinStat.class, "path", "C:\\a", "get_checksum", false))
        .seeing("{\"path\":\"C:\\\\a\",\"stat\":{\"exists\":false}}")
        .changesNothing()
        .returns(Map.of("stat", Map.of("exists", false)));
  }
}
