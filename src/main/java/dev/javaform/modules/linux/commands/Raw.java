package dev.javaform.modules.linux.commands;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gives a text to the host's shell as it is. */
@Name("ansible.builtin.raw")
@Manual(
    summary = "Sends a command line as it is to the user's own shell.",
    example =
        """
        - name: See which shell answers
          raw: echo $0
          changed_when: false
        """,
    returns = {CommandCall.STREAMS})
public record Raw(
    @Argument(value = "The command line for the shell.", freeForm = true) String freeForm,
    @Argument("The shell, instead of the user's own.") Optional<String> executable)
    implements Module<CommandState> {

  private static final CommandState BEFORE = new CommandState(false, false, false);

  @Override
  public Probe<CommandState> observe() {
    return Probe.nothing(BEFORE);
  }

  @Override
  public Plan<CommandState> decide(CommandState seen) {
    if (seen.done()) {
      return Plan.keep(seen);
    }
    Step run = new Step.Run("run the command", new Script.Either(posix(), windows()));
    return Plan.unknown(seen, seen.ran(), List.of(run))
        .returning(
            Returns.nothing()
                .learning(
                    List.of("rc", "stdout", "stderr", "stdout_lines", "stderr_lines", "msg"),
                    outputs -> CommandCall.streams(outputs.getLast(), false)));
  }

  private Script.Sh posix() {
    return Script.sh(Shell.script(executable, freeForm));
  }

  /** PowerShell, as a user has it, or a shell that takes {@code /c}, as that of Windows does. */
  private Script.PowerShell windows() {
    return Script.PowerShell.ask("run", Map.of())
        .set(
            executable
                .<Map<String, Object>>map(
                    shell -> ImmutableMap.of("file", shell, "line", "/c " + freeForm))
                .orElse(ImmutableMap.of("script", freeForm, "kind", "shell", "profile", true)));
  }
}
