package dev.javaform.modules.windows.accounts;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A local group of a Windows guest. */
@Name("ansible.windows.win_group")
@Manual(
    summary = "Creates, describes and removes local groups.",
    example =
        """
        - name: Make a group of players
          win_group:
            name: players
            description: May start the games
        """)
public record WinGroup(
    @Argument("The group.") String name,
    @Argument("What it is for.") Optional<String> description,
    @Argument(value = "Whether it is there.", preset = "present") Existence state)
    implements Module<LocalGroup> {

  public WinGroup {
    AccountNames.check(name, "group");
  }

  private Script.PowerShell question() {
    return Script.PowerShell.ask("local_group", Map.of("name", name));
  }

  @Override
  public Probe<LocalGroup> observe() {
    return Probe.of(question(), LocalGroup.class, output -> LocalGroup.of(name, Answer.of(output)));
  }

  @Override
  public Plan<LocalGroup> decide(LocalGroup seen) {
    LocalGroup wanted =
        state == Existence.ABSENT
            ? new LocalGroup(name, false, "")
            : new LocalGroup(name, true, description.orElse(seen.description()));
    return seen.equals(wanted)
        ? Plan.keep(seen)
        : Plan.move(seen, wanted, new Step.Run(purpose(seen), question().set(set())));
  }

  private String purpose(LocalGroup seen) {
    if (state == Existence.ABSENT) {
      return "remove the group " + name;
    }
    return (seen.exists() ? "describe" : "create") + " the group " + name;
  }

  private Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", state == Existence.PRESENT);
    description
        .filter(_ -> state == Existence.PRESENT)
        .ifPresent(text -> set.put("description", text));
    return set;
  }
}
