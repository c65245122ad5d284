package dev.javaform.modules.windows.commands;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Runs a text in a shell of a guest, which is PowerShell if the task names none. */
@Name("ansible.windows.win_shell")
@Manual(
    summary = "Runs a command line in a shell of a Windows host.",
    example =
        """
        - name: Count the services that run
          win_shell: (Get-Service | Where-Object Status -EQ Running).Count
          register: running
          changed_when: false
        """,
    returns = {RunCall.COMMAND + RunCall.RETURNS})
public record WinShell(
    @Argument(value = "The text for the shell.", freeForm = true) String cmd,
    @Argument("The shell, which must take /c, instead of PowerShell: cmd.")
        Optional<String> executable,
    @Argument("The folder to run it in.") Optional<String> chdir,
    @Argument("Not run if this exists; wildcards allowed.") Optional<String> creates,
    @Argument("Not run if this does not exist; wildcards allowed.") Optional<String> removes,
    @Argument("What it reads on standard input; of PowerShell $input and [Console]::In.")
        Optional<String> stdin,
    @Argument(value = "Whether PowerShell leaves the user's profile out.", preset = "false")
        boolean noProfile,
    @Argument("The encoding of what it prints, such as utf-16; else UTF-8 or the console's.")
        Optional<String> outputEncodingOverride)
    implements Alias<RunState> {

  public WinShell {
    if (cmd.isBlank()) {
      throw new IllegalArgumentException("The command is empty.");
    }
  }

  @Override
  public Module<RunState> means() {
    String text = cmd.strip();
    Map<String, Object> what = told(executable, text, chdir, !noProfile);
    stdin.ifPresent(input -> what.put("stdin", input));
    outputEncodingOverride.ifPresent(name -> what.put("encoding", name));
    return new RunCall(
        Optional.of(text), RunCall.RunUnless.paths(creates, removes), ImmutableMap.copyOf(what));
  }

  private static Map<String, Object> told(
      Optional<String> executable, String text, Optional<String> chdir, boolean profile) {
    Optional<String> other = executable.filter(name -> !name.equalsIgnoreCase("powershell"));
    if (other.isPresent()) {
      return RunCall.program(new WindowsLine(program(other.get()), "/c " + text), chdir);
    }
    Map<String, Object> what = RunCall.script("shell", text, chdir);
    what.put("profile", profile);
    return what;
  }

  private static String program(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".exe") ? name : name + ".exe";
  }
}
