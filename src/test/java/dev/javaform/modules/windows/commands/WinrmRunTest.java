package dev.javaform.modules.windows.commands;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WinrmRunTest {

  private static final String NO = "{\"created\":false,\"removed\":false,\"holds\":false}";
  private static final String YES = NO.replace("\"holds\":false", "\"holds\":true");

  private static final WinrmRun TESTED =
      task(
          WinrmRun.class,
          "test",
          "look",
          "set",
          "act",
          "parameters",
          Map.of("Key", "hidden", "Count", 3L));

  @Test
  void setsWhereTheTestSaysNo() {
    var planned = given(TESTED).seeing(NO);
    planned.becomes(new RunState(false, false, Optional.of(true), false));
    assertEquals(Effect.STATE, planned.plan().effect());
  }

  @Test
  void leavesAloneWhatTheTestAccepts() {
    given(TESTED).seeing(YES).changesNothing();
  }

  @Test
  void showsNoTextAmongTheValues() {
    var script = (Script.PowerShell) TESTED.observe().script().orElseThrow();
    assertFalse(script.shown().contains("hidden"), script.shown());
    assertTrue(script.shown().contains("Count=3"), script.shown());
    Map<?, ?> values = (Map<?, ?>) script.select().get("parameters");
    assertEquals(new Secret("hidden"), values.get("Key"));
  }

  @Test
  void runsAsTheSystemByItsOwnWords() {
    given(task(WinrmRun.class, "argv", List.of("a.exe", "b"), "run_as", "system"))
        .inState(RunState.BEFORE)
        .by("run run_as=system <- file=a.exe line=b");
    given(task(WinrmRun.class, "script", "act", "run_as", "user", "user", "gamer"))
        .inState(RunState.BEFORE)
        .by("run run_as=user user=gamer <- script=act kind=run");
  }

  @Test
  void needsNothingWhereItsProductIsThere() {
    given(task(WinrmRun.class, "test", "look", "set", "act", "creates", "C:\\made"))
        .seeing("{\"created\":true,\"removed\":false,\"holds\":null}")
        .skips("skipped, since C:\\made exists");
  }

  @Test
  void aTestThatFailsIsTold() {
    String why = given(TESTED).refusesSeeing(Output.of(1, "", "the test ended with 2: no such"));
    assertTrue(why.contains("no such"), why);
  }

  @Test
  void refusesWhatDoesNotGoTogether() {
    refuses("script", "a", "command", "b");
    refuses("test", "a");
    refuses("set", "a");
    refuses("script", "a", "stdin", "b");
    refuses("command", "a", "parameters", Map.of("A", 1L));
    refuses("script", "a", "user", "gamer");
    refuses("script", "a", "run_as", "system", "user", "gamer");
  }

  private static void refuses(Object... arguments) {
    assertThrows(ArgumentException.class, () -> task(WinrmRun.class, arguments));
  }
}
