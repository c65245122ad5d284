package dev.javaform.modules.controller;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Trait;
import dev.javaform.module.Traits;

/** Fails with a message. */
@Name("ansible.builtin.fail")
@Traits(Trait.FAILS)
@Manual(
    summary = "Fails, with a message.",
    example =
        """
        - name: Refuse laptops
          fail:
            msg: A laptop gets too hot for this.
          when: ansible_facts.form_factor == 'Laptop'
        """)
public record Fail(@Argument(value = "Why.", preset = "Failed as requested from task") String msg)
    implements Module<Nothing> {

  @Override
  public Probe<Nothing> observe() {
    return Nothing.probe();
  }

  @Override
  public Plan<Nothing> decide(Nothing seen) {
    throw new ModuleFailure(msg);
  }
}
