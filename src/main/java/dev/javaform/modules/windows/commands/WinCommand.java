package dev.javaform.modules.windows.commands;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.Map;
import java.util.Optional;

/** Runs a program in a guest, without a shell. */
@Name("ansible.windows.win_command")
@Manual(
    summary = "Runs a program on a Windows host, without a shell.",
    example =
        """
        - name: See who the guest is
          win_command: whoami.exe /all
          register: who
          changed_when: false
        - name: Install what is not there
          win_command:
            argv: ['C:\\setup\\tool.exe', /quiet]
            creates: C:\\Program Files\\Tool\\tool.exe
        """,
    returns = {RunCall.COMMAND + RunCall.RETURNS})
public record WinCommand(
    @Argument(value = "The command line, as the program gets it.", freeForm = true)
        Optional<String> cmd,
    @Argument("The program and its arguments, instead of a line.")
        Optional<ImmutableList<String>> argv,
    @Argument("The folder to run it in.") Optional<String> chdir,
    @Argument("Not run if this exists; wildcards allowed.") Optional<String> creates,
    @Argument("Not run if this does not exist; wildcards allowed.") Optional<String> removes,
    @Argument("What it reads on standard input.") Optional<String> stdin,
    @Argument("The encoding of what it prints, such as utf-16; else UTF-8 or the console's.")
        Optional<String> outputEncodingOverride)
    implements Alias<RunState> {

  public WinCommand {
    if (cmd.isPresent() == argv.isPresent()) {
      throw new IllegalArgumentException(
          cmd.isPresent()
              ? "win_command takes either a command line or \"argv\", not both."
              : "win_command needs a command line or \"argv\".");
    }
    line(cmd, argv);
  }

  private static WindowsLine line(Optional<String> cmd, Optional<ImmutableList<String>> argv) {
    return argv.map(WindowsLine::of).orElseGet(() -> WindowsLine.of(cmd.orElseThrow()));
  }

  @Override
  public Module<RunState> means() {
    WindowsLine line = line(cmd, argv);
    Map<String, Object> what = RunCall.program(line, chdir);
    stdin.ifPresent(text -> what.put("stdin", text));
    outputEncodingOverride.ifPresent(name -> what.put("encoding", name));
    return new RunCall(
        Optional.of(cmd.map(String::strip).orElseGet(line::shown)),
        RunCall.RunUnless.paths(creates, removes),
        ImmutableMap.copyOf(what));
  }
}
