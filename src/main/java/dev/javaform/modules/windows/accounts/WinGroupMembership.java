package dev.javaform.modules.windows.accounts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
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
import java.util.Set;

/** Who is in a local group of a Windows guest. */
@Name("ansible.windows.win_group_membership")
@Manual(
    summary = "Puts accounts into a local group, or takes them out of it.",
    example =
        """
        - name: Let the player come in from afar
          win_group_membership:
            name: S-1-5-32-555
            members: [gamer]
        """,
    returns = {
      "name: The group.",
      "added: Who was or would be added, with state present or pure.",
      "removed: Who was or would be removed, with state absent or pure.",
      "members: All who are in it afterwards."
    })
public record WinGroupMembership(
    @Argument("The group; its SID, such as S-1-5-32-544, is the same in every language.")
        String name,
    @Argument("Names such as alice, .\\alice, DOMAIN\\alice, alice@DOMAIN, or SIDs.")
        ImmutableList<String> members,
    @Argument(
            value = "present, absent, or pure: these and nobody else are in it.",
            preset = "present")
        Wanted state)
    implements Module<GroupMembers> {

  /** What is to be of the members that are named. */
  public enum Wanted {
    PRESENT,
    ABSENT,
    PURE
  }

  private Script.PowerShell question() {
    return Script.PowerShell.ask("group_members", ImmutableMap.of("name", name, "asked", members));
  }

  @Override
  public Probe<GroupMembers> observe() {
    return Probe.of(
        question(), GroupMembers.class, output -> GroupMembers.of(name, Answer.of(output)));
  }

  @Override
  public Plan<GroupMembers> decide(GroupMembers seen) {
    if (!seen.exists()) {
      throw new ModuleFailure(
          "there is no local group %s in this guest; make it with win_group, or name a built-in"
                  .formatted(name)
              + " one by its SID, which is the same in every language");
    }
    GroupMembers wanted = seen.with(wanted(seen));
    Plan<GroupMembers> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(
                seen,
                wanted,
                new Step.Run(
                    "change who is in the group " + name,
                    question().set(ImmutableMap.of("sids", wanted.memberSids()))));
    return plan.returning(Returns.of(returns(seen, wanted)));
  }

  private Set<String> wanted(GroupMembers seen) {
    Set<String> named =
        members.stream()
            .map(each -> account(each, seen))
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    return switch (state) {
      case PRESENT -> Sets.union(seen.members(), named);
      case ABSENT -> Sets.difference(seen.members(), named);
      case PURE -> named;
    };
  }

  private String account(String asked, GroupMembers seen) {
    String account = seen.asked().get(asked);
    if (account == null) {
      throw new ModuleFailure(
          "this guest knows no account %s; local users are made with win_user".formatted(asked));
    }
    return account;
  }

  private Map<String, Object> returns(GroupMembers seen, GroupMembers wanted) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", name);
    if (state != Wanted.ABSENT) {
      values.put("added", Sets.difference(wanted.members(), seen.members()).stream().toList());
    }
    if (state != Wanted.PRESENT) {
      values.put("removed", Sets.difference(seen.members(), wanted.members()).stream().toList());
    }
    values.put("members", wanted.members().asList());
    return values;
  }
}
