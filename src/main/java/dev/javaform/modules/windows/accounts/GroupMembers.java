package dev.javaform.modules.windows.accounts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who is in a local group.
 *
 * @param members as {@code DOMAIN\name}, or the SID where nobody has it any more
 * @param sids the SID behind each name, be it a member's or one that the task names
 * @param asked the full name behind each name of the task that is an account's
 */
public record GroupMembers(
    @Unseen String group,
    @Unseen boolean exists,
    ImmutableSortedSet<String> members,
    @Unseen ImmutableMap<String, String> sids,
    @Unseen ImmutableMap<String, String> asked)
    implements Situated<GroupMembers> {

  static GroupMembers of(String group, Answer answer) {
    List<String> names = answer.texts("names");
    List<String> numbers = answer.texts("sids");
    Map<String, String> sids = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      sids.put(names.get(i), numbers.get(i));
    }
    Map<String, String> asked = new LinkedHashMap<>();
    for (Answer each : answer.parts("asked")) {
      each.text("name").ifPresent(name -> asked.put(each.words("asked"), name));
      each.text("name").ifPresent(name -> sids.put(name, each.words("sid")));
    }
    return new GroupMembers(
        group,
        answer.flag("exists"),
        ImmutableSortedSet.copyOf(names),
        ImmutableMap.copyOf(sids),
        ImmutableMap.copyOf(asked));
  }

  GroupMembers with(Set<String> names) {
    return new GroupMembers(group, exists, ImmutableSortedSet.copyOf(names), sids, asked);
  }

  /** The SIDs of the members, in the order of their names. */
  List<String> memberSids() {
    return members.stream().map(name -> sids.getOrDefault(name, name)).toList();
  }

  /** Groups and users that earlier tasks would make are there. */
  @Override
  public GroupMembers among(List<?> planned) {
    GroupMembers state = this;
    for (Object other : planned) {
      if (other instanceof LocalGroup made && AccountNames.same(made.name(), group)) {
        state = state.become(made.exists());
      } else if (other instanceof WindowsUser made && made.exists()) {
        state = state.knowing(made.name());
      }
    }
    return state;
  }

  private GroupMembers become(boolean there) {
    return new GroupMembers(group, there, members, sids, asked);
  }

  private GroupMembers knowing(String user) {
    if (asked.containsKey(user)) {
      return this;
    }
    ImmutableMap<String, String> more =
        ImmutableMap.<String, String>builder()
            .putAll(asked)
            .put(user, user)
            .put(".\\" + user, user)
            .buildKeepingLast();
    return new GroupMembers(group, exists, members, sids, more);
  }
}
