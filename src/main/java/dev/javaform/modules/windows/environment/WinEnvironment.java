package dev.javaform.modules.windows.environment;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Variables of the environment, as programs get them that begin after the next logon. */
@Name("ansible.windows.win_environment")
@Manual(
    summary = "Keeps variables of the environment of a Windows host or one of its users.",
    example =
        """
        - name: Let games find their saves
          win_environment:
            level: user
            user: gamer
            variables:
              SAVES: D:\\Saves
              OLD_SAVES: ""
        """,
    returns = {
      "before_value: What the variable was; null where it was not there.",
      "value: What it is; null where it is removed.",
      "values: Of each variable before, after and changed."
    })
public record WinEnvironment(
    @Argument("One variable.") Optional<String> name,
    @Argument("What it is to be.") Optional<String> value,
    @Argument("Whether it is there; unsaid, whether it has a value.") Optional<Existence> state,
    @Argument("Several variables and their values; an empty one removes its variable.")
        Optional<Map<String, Object>> variables,
    @Argument("Whether they are the machine's or a user's.") Level level,
    @Argument(
            "Whose they are at level user: a name, a SID, default for users to come, connection for"
                + " whoever is connected.")
        Optional<String> user)
    implements Module<WinEnvironment.Variables> {

  /** Whose variables they are. */
  public enum Level {
    MACHINE,
    PROCESS,
    USER
  }

  /**
   * The variables that a task names, as far as they are there. In their names case does not count.
   *
   * @param kinds of those that are there, as the registry has them
   */
  public record Variables(
      ImmutableSortedMap<String, String> values,
      @Unseen ImmutableSortedMap<String, String> kinds) {}

  public WinEnvironment {
    if (name.isPresent() == variables.isPresent()) {
      throw new IllegalArgumentException("win_environment has a \"name\" or \"variables\".");
    }
    if (variables.isPresent() && (value.isPresent() || state.isPresent())) {
      throw new IllegalArgumentException(
          "\"variables\" have values of their own: no \"value\", no \"state\".");
    }
    boolean present = state.filter(Existence.PRESENT::equals).isPresent();
    if (present && value.filter(text -> !text.isEmpty()).isEmpty()) {
      throw new IllegalArgumentException(
          "A variable that is present has a \"value\"; with state absent it is removed.");
    }
    if (level == Level.PROCESS) {
      throw new IllegalArgumentException(
          "level process would end with this task; the keyword environment sets variables for tasks.");
    }
    if (user.isPresent() && level != Level.USER) {
      throw new IllegalArgumentException("\"user\" is for level user.");
    }
  }

  private Map<String, Object> key() {
    return level == Level.MACHINE
        ? EnvironmentKey.ofMachine()
        : EnvironmentKey.ofUser(user.orElse("connection"));
  }

  /** What each variable is to be; empty is not there. */
  private TreeMap<String, String> wishes() {
    TreeMap<String, String> wishes = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    variables.ifPresent(
        all -> all.forEach((each, text) -> wishes.put(each, text == null ? "" : text.toString())));
    boolean absent = state.filter(Existence.ABSENT::equals).isPresent();
    name.ifPresent(each -> wishes.put(each, absent ? "" : value.orElse("")));
    return wishes;
  }

  @Override
  public Probe<Variables> observe() {
    return Probe.of(
        Script.PowerShell.ask("registry_key", key()),
        Variables.class,
        output -> read(Answer.of(output)));
  }

  private Variables read(Answer answer) {
    TreeSet<String> named = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    named.addAll(wishes().keySet());
    TreeMap<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    TreeMap<String, String> kinds = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Answer each : answer.parts("values")) {
      if (named.contains(each.words("name"))) {
        values.put(each.words("name"), each.words("data"));
        kinds.put(each.words("name"), each.words("kind"));
      }
    }
    return new Variables(
        ImmutableSortedMap.copyOfSorted(values), ImmutableSortedMap.copyOfSorted(kinds));
  }

  @Override
  public Plan<Variables> decide(Variables seen) {
    TreeMap<String, String> after = new TreeMap<>(seen.values());
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    wishes()
        .forEach(
            (each, wish) -> {
              if (!wish.equals(seen.values().getOrDefault(each, ""))) {
                steps.add(step(each, wish, seen.kinds().getOrDefault(each, "string")));
              }
              if (wish.isEmpty()) {
                after.remove(each);
              } else {
                after.put(each, wish);
              }
            });
    Variables wanted = new Variables(ImmutableSortedMap.copyOfSorted(after), seen.kinds());
    Plan<Variables> plan =
        seen.equals(wanted) ? Plan.keep(seen) : Plan.move(seen, wanted, steps.build());
    boolean unsaid = level == Level.USER && user.isEmpty();
    return plan.returning(Returns.of(told(seen, wanted)))
        .warning(unsaid ? List.of(EnvironmentKey.WHOSE) : List.of());
  }

  private Step step(String each, String wish, String kind) {
    Map<String, Object> select = new LinkedHashMap<>(key());
    select.put("name", each);
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", !wish.isEmpty());
    if (!wish.isEmpty()) {
      set.put("kind", kind);
      set.put("data", wish);
    }
    return new Step.Run(
        "set the variable " + each, Script.PowerShell.ask("registry", select).set(set));
  }

  private Map<String, Object> told(Variables seen, Variables wanted) {
    Map<String, Object> told = new LinkedHashMap<>();
    Map<String, Object> values = new LinkedHashMap<>();
    for (String each : wishes().keySet()) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("before", seen.values().get(each));
      one.put("after", wanted.values().get(each));
      one.put(
          "changed", !String.valueOf(one.get("before")).equals(String.valueOf(one.get("after"))));
      values.put(each, one);
      told.put("before_value", one.get("before"));
      told.put("value", one.get("after"));
    }
    told.put("values", values);
    return told;
  }
}
