package dev.javaform.modules.windows.boot;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Boots a guest anew, and waits until it has. */
@Name("ansible.windows.win_reboot")
@Manual(
    summary = "Reboots a Windows host and waits until it can be worked with again.",
    example =
        """
        - name: Let changes count
          win_reboot:
            reboot_timeout: 900
        """,
    returns = {"rebooted: Whether it has booted anew.", "elapsed: How many seconds that took."})
public record WinReboot(
    @Argument(
            value = "Seconds until it goes down, at least 2.",
            aliases = "pre_reboot_delay_sec",
            preset = "2")
        double preRebootDelay,
    @Argument(
            value = "Seconds to wait once it is back.",
            aliases = "post_reboot_delay_sec",
            preset = "0")
        double postRebootDelay,
    @Argument(
            value = "Seconds after which it fails.",
            aliases = "reboot_timeout_sec",
            preset = "600")
        double rebootTimeout,
    @Argument(
            value = "Seconds that one try to connect may take.",
            aliases = "connect_timeout_sec",
            preset = "5",
            ignored = "a try takes what the connection allows: --timeout, ansible_timeout")
        double connectTimeout,
    @Argument(
            "A line of PowerShell that has to end with exit code 0; unsaid, the logon screen has"
                + " to be there.")
        Optional<String> testCommand,
    @Argument(value = "What users are told.", preset = "Reboot initiated by Ansible") String msg,
    @Argument(
            value = "A command whose output differs after a boot.",
            ignored = "Windows is asked when it was booted")
        Optional<String> bootTimeCommand)
    implements Module<WinReboot.Booted> {

  private static final String TYPE = "boot";

  /** How long between tries to connect. */
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  /**
   * A guest that was booted.
   *
   * @param last when, as a number that differs after each boot
   * @param again whether it is booted anew
   */
  public record Booted(@Unseen String last, boolean again) {}

  public WinReboot {
    if (postRebootDelay < 0 || rebootTimeout < 0) {
      throw new IllegalArgumentException("win_reboot's times cannot be negative.");
    }
    if (msg.length() > 512) {
      throw new IllegalArgumentException("\"msg\" may have 512 characters.");
    }
  }

  private static Duration seconds(double number) {
    return Duration.ofMillis((long) (number * 1000));
  }

  private long delay() {
    return (long) Math.ceil(Math.max(2, preRebootDelay));
  }

  @Override
  public Probe<Booted> observe() {
    return Probe.of(
        Script.PowerShell.ask(TYPE, Map.of()),
        Booted.class,
        output -> new Booted(Answer.of(output).words("last"), false));
  }

  @Override
  public Plan<Booted> decide(Booted seen) {
    Script order =
        Script.PowerShell.ask(TYPE, Map.of())
            .set(ImmutableMap.of("restart", true, "delay", delay(), "message", msg));
    Step down = Step.Run.sendingAway("reboot the guest", order);
    Step back =
        new Step.Reconnect(
            "wait until the guest has booted",
            Duration.ofSeconds(delay()),
            INTERVAL,
            seconds(rebootTimeout),
            Optional.of(new Step.Run("see whether the guest has booted", proof(seen))));
    Step settle = new Step.Pause("let the guest settle", seconds(postRebootDelay));
    return Plan.event(seen, new Booted(seen.last(), true), List.of(down, back, settle))
        .returning(Returns.nothing().learning(List.of("rebooted", "elapsed"), WinReboot::learned));
  }

  private Script proof(Booted seen) {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("after", seen.last());
    testCommand.ifPresent(command -> select.put("test", command));
    return Script.PowerShell.ask(TYPE, select);
  }

  private static Map<String, Object> learned(List<Output> outputs) {
    double took = outputs.stream().map(Output::took).mapToLong(Duration::toMillis).sum() / 1000.0;
    return Map.of("rebooted", outputs.size() > 1, "elapsed", took);
  }
}
