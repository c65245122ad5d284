package dev.javaform.modules.windows.environment;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Folders in a variable such as PATH; the others in it stay as they are. */
@Name("ansible.windows.win_path")
@Manual(
    summary = "Keeps folders in a variable such as PATH of a Windows host.",
    example =
        """
        - name: Find the tools
          win_path:
            elements:
              - C:\\Tools\\bin
        """,
    returns = {"path_value: What the variable holds."})
public record WinPath(
    @Argument(value = "The variable.", preset = "PATH") String name,
    @Argument("The folders, in their order.") ImmutableList<String> elements,
    @Argument(value = "Whether they are in it.", preset = "present") Existence state,
    @Argument(value = "Whether it is the machine's or a user's variable.", preset = "machine")
        Scope scope,
    @Argument(
            "Whose it is with scope user: a name, a SID, default for users to come, connection for"
                + " whoever is connected.")
        Optional<String> user)
    implements Module<PathList> {

  /** Whose variable it is. */
  public enum Scope {
    MACHINE,
    USER
  }

  public WinPath {
    if (user.isPresent() && scope != Scope.USER) {
      throw new IllegalArgumentException("\"user\" is for scope user.");
    }
  }

  private Script.PowerShell question() {
    Map<String, Object> select =
        new LinkedHashMap<>(
            scope == Scope.MACHINE
                ? EnvironmentKey.ofMachine()
                : EnvironmentKey.ofUser(user.orElse("connection")));
    select.put("name", name);
    return Script.PowerShell.ask("registry", select);
  }

  @Override
  public Probe<PathList> observe() {
    return Probe.of(
        question(), PathList.class, output -> PathList.of(Answer.of(output).words("data")));
  }

  @Override
  public Plan<PathList> decide(PathList seen) {
    PathList wanted = state == Existence.PRESENT ? seen.with(elements) : seen.without(elements);
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("exists", true);
    set.put("kind", "expandstring");
    set.put("data", wanted.text());
    Plan<PathList> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(seen, wanted, new Step.Run("set " + name, question().set(set)));
    boolean unsaid = scope == Scope.USER && user.isEmpty();
    return plan.returning(Returns.of(Map.of("path_value", wanted.text())))
        .warning(unsaid ? List.of(EnvironmentKey.WHOSE.replace("level", "scope")) : List.of());
  }
}
