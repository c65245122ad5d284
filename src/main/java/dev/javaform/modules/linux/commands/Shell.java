package dev.javaform.modules.linux.commands;

import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.HostPath;
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
    returns = {CommandCall.RETURNS})
public record Shell(
    @Argument(value = "The command line for the shell.", freeForm = true) String cmd,
    @Argument("The shell, instead of /bin/sh.") Optional<String> executable,
    @Argument("The directory to run it in.") Optional<String> chdir,
    @Argument("Not run if this exists; wildcards allowed.") Optional<String> creates,
    @Argument("Not run if this does not exist; wildcards allowed.") Optional<String> removes,
    @Argument("What it reads on standard input.") Optional<String> stdin,
    @Argument(value = "Whether to end what it reads with a newline.", preset = "true")
        boolean stdinAddNewline)
    implements Alias<CommandState> {

  public Shell {
    if (cmd.isBlank()) {
      throw new IllegalArgumentException("The command is empty.");
    }
  }

  @Override
  public Module<CommandState> means() {
    return new CommandCall(
        cmd, script(executable, cmd), chdir, creates, removes, stdin, stdinAddNewline, true);
  }

  /** eval keeps the text, which may hold secrets, out of every argument list. */
  static String script(Optional<String> executable, String text) {
    return executable
        .map(shell -> "exec " + HostPath.word(shell) + " -c " + Script.Sh.quote(text))
        .orElse("eval " + Script.Sh.quote(text));
  }
}
