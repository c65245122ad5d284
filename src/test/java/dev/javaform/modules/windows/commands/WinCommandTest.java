package dev.javaform.modules.windows.commands;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WinCommandTest {

  private static final String NEITHER = "{\"created\":false,\"removed\":false,\"holds\":null}";

  @Test
  void givesTheProgramItsLineAsItIs() {
    given(task(WinCommand.class, "cmd", "\"C:\\Program Files\\a.exe\" /x \"b c\"", "stdin", "in"))
        .inState(RunState.BEFORE)
        .by("run <- file=C:\\Program Files\\a.exe line=/x \"b c\" stdin=in")
        .returns(Map.of("cmd", "\"C:\\Program Files\\a.exe\" /x \"b c\""));
  }

  @Test
  void quotesWordsForTheProgram() {
    given(task(WinCommand.class, "argv", List.of("a.exe", "b c", "/x"), "chdir", "C:\\t"))
        .inState(RunState.BEFORE)
        .by("run <- file=a.exe line=\"b c\" /x chdir=C:\\t")
        .returns(Map.of("cmd", "a.exe \"b c\" /x"));
  }

  @ParameterizedTest
  @CsvSource({
    "plain, plain",
    "'', '\"\"'",
    "a b, \"a b\"",
    "C:\\a b\\, \"C:\\a b\\\\\"",
    "C:\\a\\b, C:\\a\\b",
    "say \"hi\", \"say \\\"hi\\\"\"",
    "a\\\"b, \"a\\\\\\\"b\"",
  })
  void quotesAsProgramsInCTakeApart(String word, String quoted) {
    assertEquals(quoted, WindowsLine.joined(ImmutableList.of(word)));
  }

  @Test
  void isNotRunWhereItsProductIsThere() {
    given(task(WinCommand.class, "cmd", "a.exe", "creates", "C:\\made"))
        .seeing("{\"created\":true,\"removed\":false,\"holds\":null}")
        .skips("skipped, since C:\\made exists")
        .returns(Map.of("cmd", "a.exe", "rc", 0L));
  }

  @Test
  void isDueWhereItsProductIsMissing() {
    given(task(WinCommand.class, "cmd", "a.exe", "creates", "C:\\made"))
        .seeing(NEITHER)
        .by("run creates=C:\\made <- file=a.exe line=");
  }

  @Test
  void returnsWhatTheProgramSaid() {
    Plan<RunState> plan = task(WinCommand.class, "cmd", "a.exe").decide(RunState.BEFORE);
    Map<String, Object> values =
        plan.returns().learned().apply(List.of(Output.of(3, "a\r\nb\r\n", "no")));
    assertEquals(3L, values.get("rc"));
    assertEquals(List.of("a", "b"), values.get("stdout_lines"));
    assertEquals("no", values.get("stderr"));
    assertEquals("non-zero return code", values.get("msg"));
  }

  @Test
  void refusesTwoCommandsAndNone() {
    assertThrows(
        ArgumentException.class, () -> task(WinCommand.class, "cmd", "a", "argv", List.of("a")));
    assertThrows(ArgumentException.class, () -> task(WinCommand.class, "cmd", " "));
  }

  @Test
  void aShellGetsTheTextAsItIs() {
    given(task(WinShell.class, "cmd", "Get-Item 'a'; exit 3", "chdir", "C:\\t"))
        .inState(RunState.BEFORE)
        .by("run <- script=Get-Item 'a'; exit 3 kind=shell chdir=C:\\t profile=true");
    given(task(WinShell.class, "cmd", "dir | more", "executable", "cmd"))
        .inState(RunState.BEFORE)
        .by("run <- file=cmd.exe line=/c dir | more");
  }

  @Test
  void tellsWhyThereIsNoAnswer() {
    String why =
        given(task(WinShell.class, "cmd", "x", "removes", "C:\\a"))
            .refusesSeeing(Output.of(1, "", "access is denied"));
    assertTrue(why.contains("access is denied"), why);
  }
}
