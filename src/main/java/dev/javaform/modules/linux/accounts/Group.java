package dev.javaform.modules.linux.accounts;

import com.google.common.base.Splitter;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Situated;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.Sections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A group of users. */
@Name("ansible.builtin.group")
@Manual(
    summary = "Creates, changes and removes groups.",
    example =
        """
        - name: Make a group of players
          group:
            name: players
            gid: 1500
        """,
    returns = {
      "name: The group.",
      "state: What was asked for: present or absent.",
      "system: Whether a number from the system range was asked for.",
      "gid: The number."
    })
public record Group(
    @Argument("The group.") String name,
    @Argument("Its number.") Optional<Long> gid,
    @Argument(value = "present or absent.", preset = "present") Presence state,
    @Argument(value = "Give it a number from the system range.", preset = "false") boolean system,
    @Argument(value = "Accept a number that another group has.", preset = "false")
        boolean nonUnique,
    @Argument(value = "Look only at the host's own groups.", preset = "false") boolean local,
    @Argument(value = "Remove it even if it is the primary group of a user.", preset = "false")
        boolean force)
    implements Module<Group.GroupState> {

  private static final Splitter COLONS = Splitter.on(':');

  /**
   * A group on a host.
   *
   * @param name its name
   * @param exists whether there is such a group
   * @param gid its number, where it exists and its number is known
   * @param owner the group that has the wanted number
   */
  public record GroupState(
      @Unseen String name, boolean exists, Optional<Long> gid, @Unseen Optional<String> owner)
      implements Situated<GroupState> {

    /** What is planned for this group, be it along with a user. */
    @Override
    public GroupState among(List<?> planned) {
      GroupState state = this;
      for (Object other : planned) {
        if (other instanceof GroupState group && group.name.equals(name)) {
          state = state.become(group.exists, group.gid);
        } else if (other instanceof Account user && user.exists() && user.group().equals(name)) {
          state = state.become(true, state.gid);
        }
      }
      return state;
    }

    GroupState become(boolean there, Optional<Long> number) {
      return new GroupState(name, there, number, owner);
    }
  }

  public Group {
    Accounts.check(name, "group");
    if (nonUnique && gid.isEmpty()) {
      throw new IllegalArgumentException("non_unique makes sense only together with gid.");
    }
  }

  @Override
  public Probe<GroupState> observe() {
    String line = "^" + name + ":";
    Script.Sh own =
        local
            ? Sections.script("section group grep {} /etc/group", line)
            : Sections.script(
                "title group; { getent group {} || grep {} /etc/group; } | bars", name, line);
    Script.Sh owner =
        gid.map(number -> Script.sh("title owner; getent group {} | cut -d : -f 1 | bars", number))
            .orElse(Script.sh(":"));
    return Probe.of(own.then(owner).then(Script.sh("exit 0")), GroupState.class, this::read);
  }

  /** Lines of group(5) are left as getent(1) prints them. */
  private GroupState read(Output output) {
    Sections seen = Sections.read(output);
    Optional<Long> number =
        seen.of("group").stream()
            .map(COLONS::splitToList)
            .filter(fields -> fields.size() > 2 && fields.getFirst().equals(name))
            .reduce((_, last) -> last)
            .map(fields -> Long.valueOf(fields.get(2)));
    return new GroupState(name, number.isPresent(), number, seen.of("owner").stream().findFirst());
  }

  @Override
  public Plan<GroupState> decide(GroupState seen) {
    Plan<GroupState> plan = state == Presence.ABSENT ? absent(seen) : present(seen);
    var values = new LinkedHashMap<String, Object>();
    values.put("name", name);
    values.put("state", state == Presence.ABSENT ? "absent" : "present");
    values.put("system", system);
    plan.after().gid().ifPresent(number -> values.put("gid", number));
    boolean chosenByHost = plan.after().exists() && plan.after().gid().isEmpty();
    return plan.returning(
        chosenByHost
            ? Returns.of(values).learning(List.of("gid"), Group::learn)
            : Returns.of(values));
  }

  private static Map<String, Object> learn(List<Output> outputs) {
    String number = outputs.getLast().stdout().strip();
    return number.matches("\\d+") ? Map.of("gid", Long.valueOf(number)) : Map.of();
  }

  private Plan<GroupState> absent(GroupState seen) {
    if (!seen.exists()) {
      return Plan.keep(seen);
    }
    var words = new ArrayList<String>(List.of(local ? "lgroupdel" : "groupdel"));
    if (force) {
      words.add("-f");
    }
    words.add(name);
    return Plan.move(
        seen,
        seen.become(false, Optional.empty()),
        new Step.Run("remove the group " + name, Accounts.call(words)));
  }

  private Plan<GroupState> present(GroupState seen) {
    if (seen.exists() && (gid.isEmpty() || gid.equals(seen.gid()))) {
      return Plan.keep(seen);
    }
    seen.owner().filter(each -> !nonUnique && !each.equals(name)).ifPresent(this::refuseTaken);
    boolean exists = seen.exists();
    var words = new ArrayList<String>();
    words.add((local ? "l" : "") + (exists ? "groupmod" : "groupadd"));
    gid.ifPresent(number -> words.addAll(List.of("-g", number.toString())));
    if (nonUnique) {
      words.add("-o");
    }
    if (system && !exists) {
      words.add("-r");
    }
    words.add(name);
    String purpose = exists ? "change the number of the group " : "create the group ";
    return Plan.move(
        seen,
        seen.become(true, gid),
        new Step.Run(
            purpose + name,
            Accounts.call(words).then(Script.sh("getent group {} | cut -d : -f 3", name))));
  }

  private void refuseTaken(String owner) {
    throw new ModuleFailure(
        "The number %d belongs to the group %s; choose another, or set non_unique."
            .formatted(gid.orElseThrow(), owner));
  }
}
