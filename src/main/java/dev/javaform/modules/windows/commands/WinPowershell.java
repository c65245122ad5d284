package dev.javaform.modules.windows.commands;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Step;
import dev.javaform.python.JsonException;
import dev.javaform.python.JsonReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a script in a guest's PowerShell and returns what it said, as values. */
@Name("ansible.windows.win_powershell")
@Manual(
    summary = "Runs a PowerShell script on a Windows host and returns its output as values.",
    example =
        """
        - name: Give the share its description
          win_powershell:
            script: |
              param([string]$Name, [string]$Text)
              if ((Get-SmbShare -Name $Name).Description -ceq $Text) {
                $Ansible.Changed = $false
              } else {
                Set-SmbShare -Name $Name -Description $Text -Force
              }
            parameters:
              Name: games
              Text: What is installed
            error_action: stop
        """,
    returns = {
      """
      result: What the script set $Ansible.Result to.
      output: All objects that it put out.
      error: The errors, each with output, exception, category_info and more.
      warning: The warnings.
      verbose: What it said for those who want to know more.
      debug: What it said for whoever looks for a fault.
      information: What it said by Write-Information and Write-Host.
      host_out: What it said by Write-Host.
      host_err: Always empty, since a script has no console.
      msg: What went wrong, or why it was skipped."""
    })
public record WinPowershell(
    @Argument("The script; $Ansible is what Ansible gives to one.") String script,
    @Argument("What it gets by the names in its param(): values, never text of it.")
        Optional<Map<String, Object>> parameters,
    @Argument(
            value = "What becomes of errors that do not end a script by themselves.",
            preset = "continue")
        ErrorAction errorAction,
    @Argument(value = "How many levels deep values are returned.", preset = "2") int depth,
    @Argument("Where it begins, of any provider of PowerShell.") Optional<String> chdir,
    @Argument("Not run if this exists; wildcards allowed.") Optional<String> creates,
    @Argument("Not run if this does not exist; wildcards allowed.") Optional<String> removes,
    @Argument("Another PowerShell than the connection's: pwsh.exe.") Optional<String> executable,
    @Argument("What that one is started with.") Optional<ImmutableList<String>> arguments)
    implements Module<RunState> {

  private static final ImmutableList<String> VALUES =
      ImmutableList.of(
          "result", "output", "error", "warning", "verbose", "debug", "information", "host_out");

  private static final ImmutableList<String> LEARNED =
      ImmutableList.<String>builder().addAll(VALUES).add("host_err", "msg").build();

  /** What becomes of errors; the constants are PowerShell's own names for it. */
  public enum ErrorAction {
    SILENTLY_CONTINUE("SilentlyContinue"),
    CONTINUE("Continue"),
    STOP("Stop");

    private final String preference;

    ErrorAction(String preference) {
      this.preference = preference;
    }
  }

  public WinPowershell {
    if (arguments.isPresent() && executable.isEmpty()) {
      throw new IllegalArgumentException("\"arguments\" needs \"executable\".");
    }
    if (depth < 0 || depth > 90) {
      throw new IllegalArgumentException("\"depth\" is %d; it can be 0 to 90.".formatted(depth));
    }
  }

  private RunCall.RunUnless unless() {
    return RunCall.RunUnless.paths(creates, removes);
  }

  @Override
  public Probe<RunState> observe() {
    return unless().probe("powershell");
  }

  @Override
  public Plan<RunState> decide(RunState seen) {
    if (seen.done()) {
      return Plan.keep(seen);
    }
    Optional<String> needless = unless().needless(seen);
    if (needless.isPresent()) {
      return Plan.skip(seen, needless.get());
    }
    List<Step> steps =
        List.of(new Step.Run("run the script", unless().question("powershell").set(told())));
    Plan<RunState> plan =
        unless().named()
            ? Plan.due(seen, seen.ran(), steps)
            : Plan.unknown(seen, seen.ran(), steps);
    return plan.returning(Returns.nothing().learning(LEARNED, WinPowershell::learned));
  }

  private ImmutableMap<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("script", script);
    told.put("error_action", errorAction.preference);
    told.put("depth", (long) depth);
    parameters.ifPresent(values -> told.put("parameters", Hidden.values(values)));
    chdir.ifPresent(place -> told.put("chdir", place));
    executable.ifPresent(name -> told.put("executable", name));
    arguments.ifPresent(words -> told.put("arguments", WindowsLine.joined(words)));
    return ImmutableMap.copyOf(told);
  }

  /** What the script said; the output is no JSON where it could not even begin. */
  private static Map<String, Object> learned(List<Output> outputs) {
    Output output = outputs.getLast();
    Map<String, Object> values = new LinkedHashMap<>();
    if (said(output) instanceof Map<?, ?> said) {
      VALUES.forEach(name -> values.put(name, said.get(name)));
      values.put("host_err", "");
      values.put("changed", Boolean.TRUE.equals(said.get("changed")));
      if (said.get("diff") instanceof Map<?, ?> diff && !diff.isEmpty()) {
        values.put("diff", diff);
      }
      values.put("msg", output.isSuccess() ? "" : reason(said));
    } else {
      values.put("msg", output.stderr().strip());
    }
    return values;
  }

  private static Object said(Output output) {
    try {
      return JsonReader.read(output.stdout());
    } catch (JsonException e) {
      return e.getMessage();
    }
  }

  /** The last error, which is what ended it. */
  private static String reason(Map<?, ?> said) {
    return said.get("error") instanceof List<?> errors
            && !errors.isEmpty()
            && errors.getLast() instanceof Map<?, ?> last
            && last.get("exception") instanceof Map<?, ?> exception
            && exception.get("message") instanceof String message
        ? message
        : "The script says that it failed.";
  }
}
