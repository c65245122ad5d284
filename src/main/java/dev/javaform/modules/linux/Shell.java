package dev.javaform.modules.linux;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import java.util.Optional;

/** Runs a command line in a shell. */
@Name("ansible.builtin.shell")
@Manual(
    summary = "Runs a command line in a shell.",
    example =
        """
        - name: Count the processors that guests use
          shell:
            cmd: virsh list --name | grep -c .
          register: guests
          changed_when: false
        """,
    returns = {Invocation.RETURNS})
public record Shell(
    @Argument(value = "What the shell is to do.", freeForm = true) String cmd,
    @Argument("The shell, instead of /bin/sh.") Optional<String> executable,
    @Argument("The directory to run it in.") Optional<String> chdir,
    @Argument("Not run where this exists; wildcards allowed.") Optional<String> creates,
    @Argument("Not run where this does not exist; wildcards allowed.") Optional<String> removes,
    @Argument("What it reads on standard input.") Optional<String> stdin,
    @Argument(value = "Whether a newline ends what it reads.", preset = "true")
        boolean stdinAddNewline)
    implements Module<CommandState> {

  public Shell {
    if (cmd.isBlank()) {
      throw new IllegalArgumentException("The command is empty.");
    }
  }

  @Override
  public Probe<CommandState> observe() {
    return invocation().observe();
  }

  @Override
  public Plan<CommandState> decide(CommandState seen) {
    return invocation().decide(seen);
  }

  private Invocation invocation() {
    return new Invocation(
        cmd, script(executable, cmd), chdir, creates, removes, stdin, stdinAddNewline, true);
  }

  /** eval keeps the text, which may hold secrets, out of every argument list. */
  static String script(Optional<String> executable, String text) {
    return executable
        .map(shell -> "exec " + HostPath.word(shell) + " -c " + Script.quote(text))
        .orElse("eval " + Script.quote(text));
  }
}
