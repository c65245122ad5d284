package dev.javaform.modules.windows.boot;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.module.Output;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinRebootTest {

  private static final String SEEN = "{\"last\":\"133500000000000000\"}";

  @Test
  void goesDownAndWaitsForAnotherBoot() {
    var planned = given(task(WinReboot.class, "msg", "Back soon")).seeing(SEEN);
    planned.by(
        "boot <- restart=true delay=2 message=Back soon",
        "wait until the guest has booted",
        "let the guest settle");
    var back = (Step.Reconnect) planned.plan().steps().get(1);
    assertEquals(Duration.ofSeconds(2), back.delay());
    assertEquals(Duration.ofMinutes(10), back.patience());
    assertEquals("boot after=133500000000000000", back.proof().orElseThrow().script().shown());
  }

  @Test
  void waitsForWhatThePlaybookTests() {
    var planned = given(task(WinReboot.class, "test_command", "exit 0")).seeing(SEEN);
    var back = (Step.Reconnect) planned.plan().steps().get(1);
    assertEquals(
        "boot after=133500000000000000 test=exit 0", back.proof().orElseThrow().script().shown());
  }

  @Test
  void tellsHowLongItTook() {
    var returns = given(task(WinReboot.class)).seeing(SEEN).plan().returns();
    var down = new Output(0, new byte[0], new byte[0], false, Duration.ofMillis(500));
    var back = new Output(0, new byte[0], new byte[0], false, Duration.ofSeconds(40));
    assertEquals(
        Map.of("rebooted", true, "elapsed", 40.5), returns.learned().apply(List.of(down, back)));
    assertEquals(Map.of("rebooted", false, "elapsed", 0.5), returns.learned().apply(List.of(down)));
  }
}
