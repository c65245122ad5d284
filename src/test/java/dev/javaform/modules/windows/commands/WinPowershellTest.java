package dev.javaform.modules.windows.commands;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinPowershellTest {

  private static final String SAID =
      """
      {"failed":%s,"changed":false,"result":{"a":1},"diff":{"before":"x","after":"y"},"output":["one",2],
       "error":[{"output":"no : no","exception":{"message":"no"}}],"warning":["w"],"verbose":[],"debug":[],
       "information":[{"message_data":"hi"}],"host_out":"hi\\n"}""";

  private static Map<String, Object> learned(Output output) {
    return task(WinPowershell.class, "script", "x")
        .decide(RunState.BEFORE)
        .returns()
        .learned()
        .apply(List.of(output));
  }

  @Test
  void tellsTheHelperAllThatItSays() {
    given(
            task(
                WinPowershell.class,
                "script",
                "param($A) $A",
                "parameters",
                Map.of("A", "b"),
                "error_action",
                "stop",
                "executable",
                "pwsh.exe",
                "arguments",
                List.of("-ExecutionPolicy", "ByPass")))
        .inState(RunState.BEFORE)
        .by(
            "powershell <- script=param($A) $A error_action=Stop depth=2 parameters={A=***}"
                + " executable=pwsh.exe arguments=-ExecutionPolicy ByPass");
  }

  @Test
  void theScriptSaysWhetherItChangedAnything() {
    Map<String, Object> values = learned(Output.of(SAID.formatted(false)));
    assertEquals(false, values.get("changed"));
    assertEquals(Map.of("a", 1L), values.get("result"));
    assertEquals(List.of("one", 2L), values.get("output"));
    assertEquals(Map.of("before", "x", "after", "y"), values.get("diff"));
    assertEquals("hi\n", values.get("host_out"));
    assertEquals("", values.get("msg"));
  }

  @Test
  void theLastErrorIsWhyItFailed() {
    Map<String, Object> values = learned(Output.of(1, SAID.formatted(true), ""));
    assertEquals("no", values.get("msg"));
  }

  @Test
  void whatCouldNotBeginSaysWhy() {
    Map<String, Object> values = learned(Output.of(1, "", "there is no pwsh.exe"));
    assertEquals("there is no pwsh.exe", values.get("msg"));
  }

  @Test
  void isSkippedWhereItsProductIsThere() {
    given(task(WinPowershell.class, "script", "x", "creates", "C:\\made"))
        .seeing("{\"created\":true,\"removed\":false,\"holds\":null}")
        .skips("skipped, since C:\\made exists");
  }

  @Test
  void argumentsAreForAnotherPowerShell() {
    assertThrows(
        ArgumentException.class,
        () -> task(WinPowershell.class, "script", "x", "arguments", List.of("-NoLogo")));
  }
}
