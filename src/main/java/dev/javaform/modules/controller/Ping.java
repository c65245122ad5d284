package dev.javaform.modules.controller;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import java.util.Map;

/** Makes sure that the host answers. */
@Name("ansible.builtin.ping")
@Manual(
    summary = "Checks that the host answers and that its shell can be used.",
    example =
        """
        - name: See who is there
          ping:
        """,
    returns = {"ping: The data given, or pong."})
public record Ping(
    @Argument(value = "What to return; crash makes the task fail.", preset = "pong") String data)
    implements Module<Nothing> {

  @Override
  public Probe<Nothing> observe() {
    return Probe.of(Script.NOTHING, Nothing.class, _ -> Nothing.HERE);
  }

  @Override
  public Plan<Nothing> decide(Nothing seen) {
    if (data.equals("crash")) {
      throw new ModuleFailure("boom");
    }
    return Plan.keep(seen).returning(Returns.of(Map.of("ping", data)));
  }
}
