package dev.javaform.modules.controller;

import static java.util.Objects.requireNonNullElse;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Trait;
import dev.javaform.module.Traits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Gives the host facts, which later tasks use as variables. */
@Name("ansible.builtin.set_fact")
@Traits(Trait.SETS_VARIABLES)
@Manual(
    summary = "Sets variables of a host, for the rest of the run.",
    example =
        """
        - name: Remember the guest's memory
          set_fact:
            guest_kib: "{{ 16 * 1024 * 1024 }}"
        """,
    returns = {"ansible_facts: The variables."})
public record SetFact(
    @Argument(value = "The facts by name.", others = true) Map<String, Object> facts,
    @Argument(
            value = "Whether later runs see them too.",
            preset = "false",
            ignored = "javaform keeps no facts from one run for the next")
        boolean cacheable)
    implements Module<Nothing> {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final ImmutableMap<String, Boolean> BOOLEANS =
      ImmutableMap.of("yes", true, "true", true, "no", false, "false", false);

  public SetFact {
    if (facts.isEmpty()) {
      throw new IllegalArgumentException("set_fact needs at least one name and value.");
    }
    facts.keySet().stream()
        .filter(name -> !NAME.matcher(name).matches())
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException(
                  "\""
                      + name
                      + "\" cannot be the name of a fact: use letters, digits and _, and no digit"
                      + " first.");
            });
  }

  @Override
  public Probe<Nothing> observe() {
    return Nothing.probe();
  }

  @Override
  public Plan<Nothing> decide(Nothing seen) {
    Map<String, Object> values = new LinkedHashMap<>();
    facts.forEach((name, value) -> values.put(name, value(value)));
    return Plan.keep(seen).returning(Returns.of(Map.of("ansible_facts", values)));
  }

  /** Key=value words can say strings only, so some of them are meant as booleans. */
  private static Object value(Object given) {
    return given instanceof String word
        ? requireNonNullElse(BOOLEANS.get(Ascii.toLowerCase(word)), given)
        : given;
  }
}
