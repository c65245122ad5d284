package dev.javaform.modules.windows.connection;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.modules.windows.Answer;
import java.util.Map;

/** Makes sure that a Windows guest answers. */
@Name("ansible.windows.win_ping")
@Manual(
    summary = "Checks that a Windows host answers and that its PowerShell can be used.",
    example =
        """
        - name: See who is there
          win_ping:
        """,
    returns = {"ping: The data given, or pong."})
public record WinPing(
    @Argument(value = "What to return; crash makes the task fail.", preset = "pong") String data)
    implements Module<WinPing.Pong> {

  /**
   * What came back.
   *
   * @param ping what was sent
   */
  public record Pong(String ping) {}

  @Override
  public Probe<Pong> observe() {
    return Probe.of(
        Script.PowerShell.ask("ping", Map.of("data", data)),
        Pong.class,
        output -> new Pong(Answer.of(output).words("ping")));
  }

  @Override
  public Plan<Pong> decide(Pong seen) {
    if (data.equals("crash")) {
      throw new ModuleFailure("boom");
    }
    return Plan.keep(seen).returning(Returns.of(Map.of("ping", seen.ping())));
  }
}
