package dev.javaform.modules.windows.power;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The power plan that counts. */
@Name("community.windows.win_power_plan")
@Manual(
    summary = "Chooses the power plan of a Windows host.",
    example =
        """
        - name: Let the processor run at its full speed
          win_power_plan:
            guid: 8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c
            create: true
        """,
    returns = {
      "power_plan_name: The name of the plan.",
      "power_plan_enabled: Whether it counts.",
      "all_available_plans: Whether it counts, of every plan by its name."
    })
public record WinPowerPlan(
    @Argument("The name of the plan, in the language of the guest.") Optional<String> name,
    @Argument("The GUID of the plan, which is the same in all languages.") Optional<String> guid,
    @Argument(
            value = "Whether the plan is made where there is none of this GUID.",
            preset = "false")
        boolean create,
    @Argument("The GUID of the plan that it is made a copy of; unsaid, the plan Windows brings.")
        Optional<String> from)
    implements Module<PowerPlans> {

  public WinPowerPlan {
    if (name.isEmpty() && guid.isEmpty()) {
      throw new IllegalArgumentException("win_power_plan needs \"guid\" or \"name\".");
    }
    if ((create || from.isPresent()) && guid.isEmpty()) {
      throw new IllegalArgumentException("A plan that is made needs a \"guid\".");
    }
    guid.ifPresent(text -> PowerGuid.of(text, "guid"));
    from.ifPresent(text -> PowerGuid.of(text, "from"));
  }

  private static Script.PowerShell question() {
    return Script.PowerShell.ask("power_plan", Map.of());
  }

  @Override
  public Probe<PowerPlans> observe() {
    return Probe.of(question(), PowerPlans.class, output -> PowerPlans.of(Answer.of(output)));
  }

  @Override
  public Plan<PowerPlans> decide(PowerPlans seen) {
    String wanted = guid.map(text -> PowerGuid.of(text, "guid")).orElseGet(() -> theNamed(seen));
    boolean makes = !seen.has(wanted);
    if (makes && !create) {
      throw new ModuleFailure(
          "there is no power plan %s; there are %s. Set create to make it."
              .formatted(wanted, seen.plans()));
    }
    PowerPlans after = seen.activating(wanted);
    Plan<PowerPlans> plan =
        seen.equals(after)
            ? Plan.keep(seen)
            : Plan.move(
                seen,
                after,
                new Step.Run(
                    "choose the power plan " + wanted, question().set(set(wanted, makes))));
    return plan.returning(returns(after, wanted));
  }

  private String theNamed(PowerPlans seen) {
    String wish = name.orElse("");
    return seen.named(wish)
        .orElseThrow(
            () ->
                new ModuleFailure(
                    "there is no power plan called %s; there are %s. Names are in the guest's language: better say guid"
                        .formatted(wish, seen.plans())));
  }

  private Map<String, Object> set(String wanted, boolean makes) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("active", wanted);
    if (makes) {
      set.put("copy_of", PowerGuid.of(from.orElse(wanted), "from"));
    }
    return set;
  }

  private static Returns returns(PowerPlans after, String wanted) {
    return Returns.of(
        Map.of(
            "power_plan_name", after.plans().getOrDefault(wanted, wanted),
            "power_plan_enabled", true,
            "all_available_plans", after.told()));
  }
}
