package dev.javaform.modules.windows.accounts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What has to be done for a user. */
record WinUserDecision(WinUser wish, WindowsUser seen) {

  private static final String UNTRIED =
      "Whether the password of %s is right cannot be tried while the account is disabled, locked or"
          + " expired; it is set anew each time.";

  Plan<WindowsUser> plan() {
    WindowsUser wanted =
        switch (wish.state()) {
          case PRESENT -> present();
          case ABSENT -> seen.exists() ? seen.removed() : seen;
          case QUERY -> seen;
        };
    Plan<WindowsUser> plan = wanted.equals(seen) ? Plan.keep(seen) : act(wanted);
    return plan.returning(returns(wanted));
  }

  private WindowsUser present() {
    return seen.with(wish.texts(), wish.flags(), groups(), password());
  }

  private ImmutableSortedSet<String> groups() {
    if (wish.groups().isEmpty()) {
      return seen.groups();
    }
    Set<String> named =
        wish.groups().get().stream()
            .map(this::group)
            .collect(ImmutableSortedSet.toImmutableSortedSet(String::compareTo));
    return switch (wish.groupsAction()) {
      case ADD -> ImmutableSortedSet.copyOf(Sets.union(seen.groups(), named));
      case REMOVE -> ImmutableSortedSet.copyOf(Sets.difference(seen.groups(), named));
      case REPLACE -> ImmutableSortedSet.copyOf(named);
    };
  }

  private String group(String asked) {
    String group = seen.known().get(asked);
    if (group == null) {
      throw new ModuleFailure(
          "there is no local group %s in this guest; make it with win_group, or name a built-in one"
                  .formatted(asked)
              + " by its SID, which is the same in every language");
    }
    return group;
  }

  /** Where it is compared it is to be the same. */
  private Optional<String> password() {
    return seen.password().map(_ -> WindowsUser.SAME);
  }

  /** Whether the password is set although nobody can see afterwards that it is right. */
  private boolean isBlind() {
    return seen.password().filter(WindowsUser.UNKNOWN::equals).isPresent();
  }

  private Plan<WindowsUser> act(WindowsUser wanted) {
    List<Step> steps = List.of(new Step.Run(purpose(wanted), order(wanted)));
    return wanted.exists() && isBlind()
        ? Plan.event(seen, wanted, steps).warning(ImmutableList.of(UNTRIED.formatted(wish.name())))
        : Plan.move(seen, wanted, steps);
  }

  private String purpose(WindowsUser wanted) {
    if (!wanted.exists()) {
      return "remove the user " + wish.name();
    }
    return (seen.exists() ? "change" : "create") + " the user " + wish.name();
  }

  private Script.PowerShell order(WindowsUser wanted) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", wanted.exists());
    if (wanted.exists()) {
      set.putAll(wish.texts());
      set.putAll(wish.flags());
      wish.groups().ifPresent(_ -> set.put("groups", wanted.groups().asList()));
      wish.password().filter(_ -> setsPassword()).ifPresent(text -> set.put("password", text));
    }
    return wish.question().set(set);
  }

  private boolean setsPassword() {
    return !seen.exists()
        || seen.password().filter(text -> !text.equals(WindowsUser.SAME)).isPresent();
  }

  private Returns returns(WindowsUser wanted) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("name", wish.name());
    values.put("state", wanted.exists() ? "present" : "absent");
    if (!wanted.exists()) {
      return Returns.of(values);
    }
    values.put("fullname", wanted.texts().get("fullname"));
    values.put("description", wanted.texts().get("description"));
    values.putAll(wanted.flags());
    if (seen.exists()) {
      values.putAll(places(wanted, seen.sid().orElse(""), seen.path().orElse("")));
      return Returns.of(values);
    }
    return Returns.of(values)
        .learning(List.of("sid", "path", "groups"), outputs -> learn(wanted, outputs));
  }

  private static Map<String, Object> learn(WindowsUser wanted, List<Output> outputs) {
    return Answer.last(outputs)
        .flatMap(order -> order.part("after"))
        .map(after -> places(wanted, after.words("sid"), after.words("path")))
        .orElse(Map.of());
  }

  private static Map<String, Object> places(WindowsUser wanted, String sid, String path) {
    String computer = path.substring(0, path.lastIndexOf('/') + 1);
    List<Map<String, String>> groups =
        wanted.groups().stream()
            .map(each -> Map.of("name", each, "path", computer + each))
            .toList();
    return Map.of("sid", sid, "path", path, "groups", groups);
  }
}
