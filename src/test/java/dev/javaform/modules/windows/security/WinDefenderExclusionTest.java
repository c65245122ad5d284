package dev.javaform.modules.windows.security;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinDefenderExclusionTest {

  private static final String SEEN =
      "{\"paths\":[\"C:\\\\Tools\"],\"extensions\":[],\"processes\":[\"a.exe\"]}";

  @Test
  void addsWhatIsMissing() {
    given(task(WinDefenderExclusion.class, "path", "D:\\Games"))
        .seeing(SEEN)
        .by("defender_exclusions <- paths=[C:\\Tools, D:\\Games]");
  }

  @Test
  void caseDoesNotCount() {
    given(task(WinDefenderExclusion.class, "path", "c:\\tools", "process", "A.EXE"))
        .seeing(SEEN)
        .changesNothing();
  }

  @Test
  void letsItLookAgain() {
    given(task(WinDefenderExclusion.class, "process", List.of("A.exe", "b.exe"), "state", "absent"))
        .seeing(SEEN)
        .by("defender_exclusions <- processes=[]");
  }

  @Test
  void somethingHasToBeNamed() {
    assertThrows(ArgumentException.class, () -> task(WinDefenderExclusion.class));
  }
}
