package dev.javaform.modules.linux.power;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RebootTest {

  private static final String SEEN =
      """

      = last
      |4b7c

      = command
      |/usr/sbin/shutdown

      = here
      """;

  private static String script(Plan<?> plan) {
    return ((Step.Run) plan.steps().getFirst()).script().shown();
  }

  private static Step.Reconnect back(Plan<?> plan) {
    return (Step.Reconnect) plan.steps().get(1);
  }

  @Test
  void goesDownAtOnceAndWaitsForAnotherBoot() {
    var plan = given(task(Reboot.class)).seeing(SEEN).plan();
    assertTrue(
        script(plan).contains("/usr/sbin/shutdown -r +0 'Reboot initiated by Ansible'"),
        script(plan));
    assertEquals(Duration.ofMinutes(10), back(plan).patience());
    assertTrue(back(plan).proof().orElseThrow().script().shown().contains("!= 4b7c"));
  }

  @Test
  void delaysAreMinutesRoundedDown() {
    var plan = given(task(Reboot.class, "pre_reboot_delay", "150")).seeing(SEEN).plan();
    assertTrue(script(plan).contains("-r +2 "), script(plan));
    assertEquals(Duration.ofMinutes(2), back(plan).delay());
    assertEquals(Duration.ofMinutes(12), back(plan).patience());
  }

  @Test
  void anotherCommandTakesItsOwnArguments() {
    var plan =
        given(task(Reboot.class, "reboot_command", "shutdown --kexec now")).seeing(SEEN).plan();
    assertTrue(script(plan).contains("sh -c '/usr/sbin/shutdown --kexec now'"), script(plan));
  }

  @Test
  void refusesTheMachineThatAsks() {
    String refusal =
        given(task(Reboot.class))
            .refusesSeeing(Output.of(SEEN.replace("= here\n", "= here\n|yes")));
    assertTrue(refusal.startsWith("This would reboot the machine"), refusal);
  }

  @Test
  void refusesWhereNothingCanReboot() {
    String refusal =
        given(task(Reboot.class)).refusesSeeing(Output.of(SEEN.replace("|/usr/sbin/shutdown", "")));
    assertTrue(refusal.startsWith("There is no command \"shutdown\""), refusal);
  }

  @Test
  void refusesWhereABootCannotBeTold() {
    String refusal =
        given(task(Reboot.class, "boot_time_command", "false"))
            .refusesSeeing(Output.of(SEEN.replace("|4b7c", "")));
    assertTrue(refusal.startsWith("\"false\" printed nothing"), refusal);
  }

  @Test
  void tellsHowLongItTook() {
    var returns = given(task(Reboot.class)).seeing(SEEN).plan().returns();
    var down = new Output(0, new byte[0], new byte[0], false, Duration.ofMillis(500));
    var back = new Output(0, new byte[0], new byte[0], false, Duration.ofSeconds(40));
    assertEquals(
        Map.of("rebooted", true, "elapsed", 40L), returns.learned().apply(List.of(down, back)));
  }
}
