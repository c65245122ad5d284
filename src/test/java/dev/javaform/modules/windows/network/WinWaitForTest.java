package dev.javaform.modules.windows.network;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WinWaitForTest {

  private static Step.Run step(Object... arguments) {
    return (Step.Run)
        given(task(WinWaitFor.class, arguments))
            .inState(WinWaitFor.Waited.NOT_YET)
            .plan()
            .steps()
            .getFirst();
  }

  @Test
  void waitsForAPort() {
    Step.Run step = step("port", 22, "timeout", 7, "delay", 3);
    assertTrue(step.script().shown().startsWith("wait <- until=started port=22"));
    assertEquals(Optional.of(Duration.ofSeconds(75)), step.script().patience());
  }

  @Test
  void ofFilesOnlyTheirBeingThereCounts() {
    assertTrue(step("path", "C:\\x").script().shown().contains("until=present"));
    assertTrue(
        step("path", "C:\\x", "state", "absent", "search_regex", "busy")
            .script()
            .shown()
            .contains("until=absent path=C:\\x regex=busy"));
    assertTrue(step("timeout", 1).script().shown().contains("until=time"));
  }

  @Test
  void changesNothing() {
    var returns =
        given(task(WinWaitFor.class, "port", 22))
            .inState(WinWaitFor.Waited.NOT_YET)
            .plan()
            .returns();
    var learned = returns.learned().apply(List.of(Output.of("{\"output\":{\"wait_attempts\":3}}")));
    assertEquals(false, learned.get("changed"));
    assertEquals(3L, learned.get("wait_attempts"));
  }

  @Test
  void refusesWhatCannotBeAwaited() {
    assertThrows(ArgumentException.class, () -> task(WinWaitFor.class, "path", "C:\\x", "port", 1));
    assertThrows(
        ArgumentException.class, () -> task(WinWaitFor.class, "path", "C:\\x", "state", "drained"));
    assertThrows(ArgumentException.class, () -> task(WinWaitFor.class, "port", 1, "regex", "x"));
    assertThrows(
        ArgumentException.class,
        () -> task(WinWaitFor.class, "port", 1, "exclude_hosts", List.of("x")));
    assertThrows(ArgumentException.class, () -> task(WinWaitFor.class, "timeout", -1));
  }
}
