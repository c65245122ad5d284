package dev.javaform.modules.windows.features;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import dev.javaform.modules.windows.RebootRequired;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Optional features of Windows, as DISM has them. */
@Name("ansible.windows.win_optional_feature")
@Manual(
    summary = "Turns optional features of Windows on and off.",
    example =
        """
        - name: Do without the old file sharing
          win_optional_feature:
            name: SMB1Protocol
            state: absent
        """,
    returns = {RebootRequired.RETURNS})
public record WinOptionalFeature(
    @Argument("The features, as Get-WindowsOptionalFeature calls them.") ImmutableList<String> name,
    @Argument(value = "Whether they are on.", preset = "present") Existence state,
    @Argument(value = "Turn on what they need, too.", preset = "false") boolean includeParent,
    @Argument("Where the files of features are, such as D:\\sources\\sxs.") Optional<String> source)
    implements Module<OptionalFeatures> {

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("names", name);
    select.put("parents", includeParent);
    source.ifPresent(folder -> select.put("source", folder));
    return Script.PowerShell.ask("optional_feature", select);
  }

  @Override
  public Probe<OptionalFeatures> observe() {
    return Probe.of(
        question(), OptionalFeatures.class, output -> OptionalFeatures.of(Answer.of(output)));
  }

  @Override
  public Plan<OptionalFeatures> decide(OptionalFeatures seen) {
    if (!seen.missing().isEmpty()) {
      throw new ModuleFailure(
          "this Windows has no optional feature %s; Get-WindowsOptionalFeature -Online lists them"
              .formatted(String.join(", ", seen.missing())));
    }
    ImmutableList<String> enabled = state == Existence.PRESENT ? name : ImmutableList.of();
    OptionalFeatures wanted =
        new OptionalFeatures(ImmutableSortedSet.copyOf(enabled), seen.missing());
    Plan<OptionalFeatures> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(
                seen, wanted, new Step.Run(purpose(), question().set(Map.of("enabled", enabled))));
    return plan.returning(RebootRequired.with(Map.of(), !plan.isEmpty()));
  }

  private String purpose() {
    return "turn %s %s"
        .formatted(String.join(", ", name), state == Existence.PRESENT ? "on" : "off");
  }
}
