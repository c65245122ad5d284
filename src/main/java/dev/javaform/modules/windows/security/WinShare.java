package dev.javaform.modules.windows.security;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import dev.javaform.modules.windows.Existence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A folder that a Windows guest shares. */
@Name("ansible.windows.win_share")
@Manual(
    summary = "Shares folders, and says who may do what with them.",
    example =
        """
        - name: Share the saves
          win_share:
            name: saves
            path: D:\\Saves
            list: true
            change: [gamer]
        """,
    returns = {"actions: What was or would be done, in words."})
public record WinShare(
    @Argument("The share.") String name,
    @Argument("The folder.") Optional<String> path,
    @Argument(value = "Whether it is shared.", preset = "present") Existence state,
    @Argument(value = "What it is for.", preset = "") String description,
    @Argument(value = "Whether people see what they may not open.", preset = "false") boolean list,
    @Argument(value = "Who may read.", preset = "[]") ImmutableList<String> read,
    @Argument(value = "Who may read and write.", preset = "[]") ImmutableList<String> change,
    @Argument(value = "Who may do everything.", preset = "[]") ImmutableList<String> full,
    @Argument(value = "Who may do nothing.", preset = "[]") ImmutableList<String> deny,
    @Argument(
            value =
                "What is kept offline: BranchCache, Documents, Manual, None, Programs, Unknown.",
            preset = "Manual")
        String cachingMode,
    @Argument(value = "Whether what is sent is encrypted.", preset = "false") boolean encrypt,
    @Argument(
            value = "set: nobody else may do anything; add: others keep what they may.",
            preset = "set")
        RuleAction ruleAction)
    implements Module<SharedFolder> {

  /** What becomes of the rights of others. */
  public enum RuleAction {
    SET,
    ADD
  }

  public WinShare {
    if (state == Existence.PRESENT && path.isEmpty()) {
      throw new IllegalArgumentException("\"path\" is needed to share a folder.");
    }
    if (!cachingMode.matches("(?i)BranchCache|Documents|Manual|None|Programs|Unknown")) {
      throw new IllegalArgumentException(
          "\"caching_mode\" is \"%s\"; there are BranchCache, Documents, Manual, None, Programs and Unknown."
              .formatted(cachingMode));
    }
  }

  private ImmutableMap<String, ImmutableList<String>> rights() {
    return ImmutableMap.of("read", read, "change", change, "full", full, "deny", deny);
  }

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("name", name);
    path.ifPresent(folder -> select.put("path", folder));
    select.put("asked", rights().values().stream().flatMap(List::stream).distinct().toList());
    return Script.PowerShell.ask("share", select);
  }

  @Override
  public Probe<SharedFolder> observe() {
    return Probe.of(question(), SharedFolder.class, output -> SharedFolder.of(Answer.of(output)));
  }

  @Override
  public Plan<SharedFolder> decide(SharedFolder seen) {
    SharedFolder wanted = state == Existence.PRESENT ? present(seen) : absent(seen);
    Plan<SharedFolder> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(seen, wanted, new Step.Run(purpose(), question().set(set(wanted))));
    return plan.returning(Returns.of(Map.of("actions", actions(seen, wanted))));
  }

  private static SharedFolder absent(SharedFolder seen) {
    return seen.exists() ? seen.removed() : seen;
  }

  private SharedFolder present(SharedFolder seen) {
    if (!seen.folderExists()) {
      throw new ModuleFailure(
          "there is no folder %s in this guest; make it with win_file"
              .formatted(path.orElseThrow()));
    }
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("path", samePath(seen));
    settings.put("description", description);
    settings.put("list", list);
    settings.put("caching_mode", cachingMode.toLowerCase(Locale.ROOT));
    settings.put("encrypt", encrypt);
    return seen.with(settings, entries(seen));
  }

  /** Case does not count in paths. */
  private static String samePath(SharedFolder seen) {
    String shared = String.valueOf(seen.settings().getOrDefault("path", ""));
    return shared.equalsIgnoreCase(seen.folder()) ? shared : seen.folder();
  }

  private Map<String, String> entries(SharedFolder seen) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (ruleAction == RuleAction.ADD) {
      entries.putAll(seen.entries());
    }
    rights()
        .forEach(
            (right, names) ->
                names.forEach(
                    each -> {
                      Answer account = account(each, seen);
                      entry(entries, seen, right, account);
                    }));
    return entries;
  }

  /** As it is called in the guest, where it is there already. */
  private static void entry(
      Map<String, String> entries, SharedFolder seen, String right, Answer account) {
    String wanted = right + " " + account.words("sid");
    String shown =
        seen.entries().entrySet().stream()
            .filter(each -> each.getValue().equals(wanted))
            .map(Map.Entry::getKey)
            .findFirst()
            .orElse(right + " " + account.words("name"));
    entries.put(shown, wanted);
  }

  private static Answer account(String asked, SharedFolder seen) {
    Answer account = seen.asked().get(asked);
    if (account == null) {
      throw new ModuleFailure("this guest knows no account %s".formatted(asked));
    }
    return account;
  }

  private static Map<String, Object> set(SharedFolder wanted) {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", wanted.exists());
    if (wanted.exists()) {
      set.putAll(wanted.settings());
      set.put("access", wanted.entries().values().asList());
    }
    return set;
  }

  private String purpose() {
    return (state == Existence.PRESENT ? "share " : "do not share ") + name;
  }

  private static List<String> actions(SharedFolder seen, SharedFolder wanted) {
    if (seen.exists() != wanted.exists()) {
      return List.of(wanted.exists() ? "create the share" : "remove the share");
    }
    List<String> actions = new ArrayList<>();
    wanted
        .settings()
        .forEach(
            (setting, value) -> {
              if (!value.equals(seen.settings().get(setting))) {
                actions.add("set " + setting);
              }
            });
    if (!wanted.access().equals(seen.access())) {
      actions.add("set who may do what");
    }
    return actions;
  }
}
