package dev.javaform.modules.linux.commands;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.python.Words;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs a program without a shell: no pipes, no globbing, no redirection. */
@Name("ansible.builtin.command")
@Manual(
    summary = "Runs a program, without a shell.",
    example =
        """
        - name: Create the guest's disk
          command:
            cmd: qemu-img create -f raw /srv/win11.raw 256G
            creates: /srv/win11.raw
        """,
    returns = {CommandCall.RETURNS})
public record Command(
    @Argument(value = "The command line, split at spaces outside quotes.", freeForm = true)
        Optional<String> cmd,
    @Argument("The program and its arguments, instead of a line.")
        Optional<ImmutableList<String>> argv,
    @Argument("The directory to run it in.") Optional<String> chdir,
    @Argument("Not run if this exists; wildcards allowed.") Optional<String> creates,
    @Argument("Not run if this does not exist; wildcards allowed.") Optional<String> removes,
    @Argument("What it reads on standard input.") Optional<String> stdin,
    @Argument(value = "Whether to end what it reads with a newline.", preset = "true")
        boolean stdinAddNewline,
    @Argument(value = "Whether to remove newlines from the end of its output.", preset = "true")
        boolean stripEmptyEnds)
    implements Alias<CommandState> {

  public Command {
    if (cmd.isPresent() == argv.isPresent()) {
      throw new IllegalArgumentException(
          cmd.isPresent()
              ? "command takes either a command line or \"argv\", not both."
              : "command needs a command line or \"argv\".");
    }
    if (words(cmd, argv).isEmpty()) {
      throw new IllegalArgumentException("The command is empty.");
    }
  }

  /** exec runs a program even where the shell has a builtin or a function of the same name. */
  @Override
  public Module<CommandState> means() {
    ImmutableList<String> words = words(cmd, argv);
    return new CommandCall(
        words,
        "exec " + words.stream().map(HostPath::expanded).collect(Collectors.joining(" ")),
        chdir,
        creates,
        removes,
        stdin,
        stdinAddNewline,
        stripEmptyEnds);
  }

  private static ImmutableList<String> words(
      Optional<String> cmd, Optional<ImmutableList<String>> argv) {
    return argv.orElseGet(() -> Words.of(cmd.orElseThrow()));
  }
}
