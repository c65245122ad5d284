package dev.javaform.modules.windows.tasks;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
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
import dev.javaform.modules.windows.Missing;
import dev.javaform.modules.windows.NamedProperties;
import dev.javaform.modules.windows.tasks.TaskPrincipal.LogonType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A task of Windows' own scheduler. */
@Name("community.windows.win_scheduled_task")
@Manual(
    summary = "Keeps a task of the Windows scheduler.",
    example =
        """
        - name: Report nothing, where this build has the task
          win_scheduled_task:
            path: \\Microsoft\\Windows\\Customer Experience Improvement Program
            name: Consolidator
            enabled: false
            missing: ok
        - name: Greet whoever logs on
          win_scheduled_task:
            name: Greeting
            actions:
              - path: msg.exe
                arguments: "* Hello"
            triggers:
              - type: logon
            username: SYSTEM
        """)
public record WinScheduledTask(
    @Argument("The task, without its folder.") String name,
    @Argument(value = "The folder it is in.", preset = "\\") String path,
    @Argument(value = "Whether it is there.", preset = "present") Existence state,
    @Argument(value = "Whether a task that is not there makes this one fail.", preset = "fail")
        Missing missing,
    @Argument("The programs it runs in turn: path, arguments and working_directory of each.")
        Optional<ImmutableList<Object>> actions,
    @Argument("When it begins: type of each, and what belongs to that type.")
        Optional<ImmutableList<Object>> triggers,
    TaskPrincipal principal,
    TaskInfo info,
    TaskConditions conditions)
    implements Module<ScheduledTask> {

  public WinScheduledTask {
    actions.ifPresent(list -> list.forEach(TaskAction::of));
    triggers.ifPresent(list -> list.forEach(TaskTrigger::of));
    if (name.contains("\\")) {
      throw new IllegalArgumentException(
          "\"name\" is \"%s\"; the folder of a task is its \"path\".".formatted(name));
    }
  }

  private String folder() {
    return "\\" + CharMatcher.is('\\').trimFrom(path);
  }

  private ImmutableList<TaskTrigger> wishedTriggers() {
    return triggers.orElse(ImmutableList.of()).stream()
        .map(TaskTrigger::of)
        .collect(ImmutableList.toImmutableList());
  }

  private Script.PowerShell question() {
    Set<String> accounts = new LinkedHashSet<>();
    principal.username().map(TaskAccount::asked).ifPresent(accounts::add);
    principal.group().map(TaskAccount::asked).ifPresent(accounts::add);
    wishedTriggers().stream()
        .flatMap(trigger -> trigger.user().stream())
        .map(TaskAccount::asked)
        .forEach(accounts::add);
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("path", folder());
    select.put("name", name);
    select.put("accounts", ImmutableList.copyOf(accounts));
    return Script.PowerShell.ask("scheduled_task", select);
  }

  @Override
  public Probe<ScheduledTask> observe() {
    return Probe.of(question(), ScheduledTask.class, output -> ScheduledTask.of(Answer.of(output)));
  }

  @Override
  public Plan<ScheduledTask> decide(ScheduledTask seen) {
    if (state == Existence.ABSENT) {
      return seen.exists()
          ? Plan.move(seen, seen.absent(), step("remove", Map.of("exists", false)))
          : Plan.keep(seen);
    }
    if (!seen.exists() && actions.orElse(ImmutableList.of()).isEmpty()) {
      return missing(seen);
    }
    ScheduledTask wanted = wanted(seen);
    if (wanted.equals(seen)) {
      return Plan.keep(seen);
    }
    Step step = step(seen.exists() ? "change" : "make", set(seen, wanted));
    return wanted.passwordSet()
        ? Plan.event(seen, wanted, List.of(step))
        : Plan.move(seen, wanted, step);
  }

  private Plan<ScheduledTask> missing(ScheduledTask seen) {
    if (missing == Missing.OK) {
      return Plan.keep(seen);
    }
    throw new ModuleFailure(
        "there is no task %s in %s; give its actions to make one, or set missing to ok where it need not be there"
            .formatted(name, folder()));
  }

  private Step step(String verb, Map<String, Object> set) {
    return new Step.Run("%s the task %s".formatted(verb, name), question().set(set));
  }

  private ScheduledTask wanted(ScheduledTask seen) {
    NamedProperties old =
        seen.exists() ? seen.settings() : ScheduledTask.settings(TaskXml.parse(""));
    NamedProperties all =
        old.with(principal.wished()).with(info.wished()).with(conditions.wished());
    boolean password =
        principal.password().isPresent() && (principal.updatePassword() || !seen.exists());
    return seen.with(
        all.with(account(seen, old)),
        actions.map(WinScheduledTask::listed).orElse(seen.actions()),
        triggers.isPresent() ? triggersFor(seen) : seen.triggers(),
        password);
  }

  private static ImmutableList<TaskAction> listed(ImmutableList<Object> written) {
    return written.stream().map(TaskAction::of).collect(ImmutableList.toImmutableList());
  }

  /** Who it runs as: a user or a group, never both, and how either is logged on. */
  private NamedProperties account(ScheduledTask seen, NamedProperties old) {
    NamedProperties wished = NamedProperties.NONE;
    if (principal.group().isPresent()) {
      String group = seen.account(principal.group().get(), old.text("group"));
      wished = wished.with("group", group).with("username", "");
    } else if (principal.username().isPresent()) {
      String user = seen.account(principal.username().get(), old.text("username"));
      wished = wished.with("username", user).with("group", "");
    }
    return wished.with(ScheduledTask.LOGON_TYPE, logonType(old, old.with(wished), seen.exists()));
  }

  private String logonType(NamedProperties old, NamedProperties now, boolean seenBefore) {
    if (!now.text("group").isEmpty()) {
      return "group";
    }
    if (ScheduledTask.isService(now.text("username"))) {
      return "service_account";
    }
    Optional<String> said =
        principal
            .logonType()
            .filter(type -> type != LogonType.NONE)
            .map(type -> type.name().toLowerCase(Locale.ROOT));
    boolean keeps = old.text("username").equals(now.text("username")) && seenBefore;
    String unsaid = principal.password().isPresent() ? "password" : "interactive_token";
    return said.orElse(keeps ? old.text(ScheduledTask.LOGON_TYPE) : unsaid);
  }

  /** As wished; users of triggers by the names that are there already. */
  private ImmutableList<TaskTrigger> triggersFor(ScheduledTask seen) {
    ImmutableList.Builder<TaskTrigger> all = ImmutableList.builder();
    List<TaskTrigger> wished = wishedTriggers();
    for (int at = 0; at < wished.size(); at++) {
      TaskTrigger wish = wished.get(at);
      String there = at < seen.triggers().size() ? seen.triggers().get(at).user().orElse("") : "";
      all.add(wish.user().map(user -> wish.of(seen.account(user, there))).orElse(wish));
    }
    return all.build();
  }

  private Map<String, Object> set(ScheduledTask seen, ScheduledTask wanted) {
    NamedProperties changed = wanted.settings().beyond(seen.settings());
    ScheduledTask switched = seen.with(wanted.settings(), seen.actions(), seen.triggers(), false);
    if (seen.exists() && wanted.equals(switched) && changed.values().size() == 1) {
      if (changed.has("enabled")) {
        return Map.of("enabled", changed.text("enabled").equals("true"));
      }
    }
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("xml", wanted.written(seen));
    principal
        .password()
        .ifPresent(
            secret -> {
              set.put("username", wanted.settings().text("username"));
              set.put("password", secret);
              set.put("logon_type", wanted.settings().text(ScheduledTask.LOGON_TYPE));
            });
    return set;
  }
}
