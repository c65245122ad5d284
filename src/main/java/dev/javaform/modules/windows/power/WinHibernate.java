package dev.javaform.modules.windows.power;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.util.Map;

/** Whether a guest can be hibernated, and so whether it keeps a file for that. */
@Name("javaform.host.win_hibernate")
@Manual(
    summary = "Switches hibernation of a Windows host, and its file, on or off.",
    example =
        """
        - name: Keep no file as large as the memory
          win_hibernate:
            enabled: false
        """,
    returns = {
      "enabled: Whether it can be hibernated.",
      "file: Whether there is a file hiberfil.sys."
    })
public record WinHibernate(
    @Argument("Whether the guest can be hibernated, which fast startup needs, too.")
        boolean enabled)
    implements Module<WinHibernate.Hibernation> {

  /**
   * What there is of it.
   *
   * @param enabled what the registry says
   * @param file whether hiberfil.sys is there
   */
  public record Hibernation(boolean enabled, boolean file) {}

  private static Script.PowerShell question() {
    return Script.PowerShell.ask("hibernate", Map.of());
  }

  @Override
  public Probe<Hibernation> observe() {
    return Probe.of(question(), Hibernation.class, output -> read(Answer.of(output)));
  }

  private static Hibernation read(Answer answer) {
    return new Hibernation(answer.flag("enabled"), answer.flag("file"));
  }

  @Override
  public Plan<Hibernation> decide(Hibernation seen) {
    Hibernation wanted = new Hibernation(enabled, enabled);
    Step step =
        new Step.Run(
            "switch hibernation " + (enabled ? "on" : "off"),
            question().set(ImmutableMap.of("enabled", enabled, "file", enabled)));
    Plan<Hibernation> plan = seen.equals(wanted) ? Plan.keep(seen) : Plan.move(seen, wanted, step);
    return plan.returning(Returns.of(Map.of("enabled", enabled, "file", enabled)));
  }
}
