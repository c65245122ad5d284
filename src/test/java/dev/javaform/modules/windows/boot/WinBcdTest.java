package dev.javaform.modules.windows.boot;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinBcdTest {

  private static final Map<String, Object> WANTED =
      Map.of("useplatformclock", "absent", "0x25000020", 0L, "testsigning", false);

  private static final String TUNED =
      """
      {"elements":[{"type":"637534370","value":"True"},{"type":"620757024","value":"0"}]}
      """;

  private static final String PLAIN = "{\"elements\":{\"type\":\"620757024\",\"value\":\"0\"}}";

  @Test
  void failsWhereAnElementDiffers() {
    String why = given(task(WinBcd.class, "wanted", WANTED)).refusesSeeing(Output.of(TUNED));
    assertEquals(
        "the boot entry is not as wanted: useplatformclock is true, not absent; see bcdedit.exe"
            + " /enum {current}",
        why);
  }

  @Test
  void reportsWhereItIsToldTo() {
    var planned = given(task(WinBcd.class, "wanted", WANTED, "drift", "report")).seeing(TUNED);
    planned.changesNothing();
    var returns = planned.plan().returns().known();
    assertEquals(List.of("useplatformclock"), returns.get("drift"));
    assertEquals(1, planned.plan().warnings().size());
  }

  @Test
  void aTruthThatIsNotThereIsFalse() {
    given(task(WinBcd.class, "wanted", WANTED))
        .seeing(PLAIN)
        .changesNothing()
        .returns(
            Map.of(
                "values",
                Map.of("useplatformclock", "absent", "0x25000020", "0", "testsigning", "absent"),
                "drift",
                List.of()));
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    var why =
        assertThrows(
            ArgumentException.class, () -> task(WinBcd.class, "wanted", Map.of("clock", true)));
    assertTrue(why.getMessage().contains("useplatformclock"), why.getMessage());
    assertThrows(
        ArgumentException.class, () -> task(WinBcd.class, "wanted", Map.of("nx", "OptIn")));
  }
}
