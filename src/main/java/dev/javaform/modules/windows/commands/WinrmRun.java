package dev.javaform.modules.windows.commands;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Alias;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs a script or a program in a guest, and knows when it need not. */
@Name("javaform.host.winrm_run")
@Manual(
    summary = "Runs a script or a program on a Windows host, where a test says that it has to.",
    example =
        """
        - name: Keep the drive's letter
          winrm_run:
            test: |
              param($Label, $Letter)
              $volume = Get-Volume | Where-Object FileSystemLabel -EQ $Label
              [string]$volume.DriveLetter -eq $Letter
            set: |
              param($Label, $Letter)
              Get-Volume | Where-Object FileSystemLabel -EQ $Label | Get-Partition |
                Set-Partition -NewDriveLetter $Letter
            parameters: {Label: Games, Letter: G}
        - name: Set up the tool as the system
          winrm_run:
            argv: ['C:\\setup\\tool.exe', /quiet]
            creates: C:\\Program Files\\Tool\\tool.exe
            run_as: system
        """,
    returns = {RunCall.COMMAND + RunCall.RETURNS})
public record WinrmRun(
    @Argument("A script for PowerShell; an error ends it, with exit code 1.")
        Optional<String> script,
    @Argument("A command line, as the program gets it, without a shell.") Optional<String> command,
    @Argument("A program and its arguments, instead of a line.")
        Optional<ImmutableList<String>> argv,
    @Argument(
            "A script that only looks: the last that it says is $true where all is as it should"
                + " be, else $false, or it ends with exit code 0 or 1. Check mode runs it, too.")
        Optional<String> test,
    @Argument("The script that is run where the test says no, which has to say yes afterwards.")
        Optional<String> set,
    @Argument("What the scripts get by the names in their param(): values, never text of them.")
        Optional<Map<String, Object>> parameters,
    @Argument("Not run if this exists; wildcards allowed.") Optional<String> creates,
    @Argument("Not run if this does not exist; wildcards allowed.") Optional<String> removes,
    @Argument("The folder to run it in.") Optional<String> chdir,
    @Argument("What a program reads on standard input.") Optional<String> stdin,
    @Argument(
            "Who runs it, by a scheduled task: the system, or a user in the session in which that"
                + " user is logged on. Without it the connection does.")
        Optional<Account> runAs,
    @Argument("Which user; without it the one who is connected.") Optional<String> user)
    implements Alias<RunState> {

  /** Who runs it. */
  public enum Account {
    SYSTEM,
    USER
  }

  public WinrmRun {
    long ways = Stream.of(script, command, argv, set).filter(Optional::isPresent).count();
    require(ways == 1, "winrm_run needs one of \"script\", \"command\", \"argv\" and \"set\".");
    require(
        test.isPresent() || set.isEmpty(), "\"set\" needs \"test\", which says when to run it.");
    boolean program = command.isPresent() || argv.isPresent();
    require(program || stdin.isEmpty(), "\"stdin\" is for a program; scripts have \"parameters\".");
    require(
        !program || parameters.isEmpty() || test.isPresent(),
        "\"parameters\" are for scripts; a program has its command line.");
    require(
        user.isEmpty() || runAs.filter(Account.USER::equals).isPresent(),
        "\"user\" needs \"run_as: user\".");
    if (program) {
      line(command, argv);
    }
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private static WindowsLine line(Optional<String> command, Optional<ImmutableList<String>> argv) {
    return argv.map(WindowsLine::of).orElseGet(() -> WindowsLine.of(command.orElseThrow()));
  }

  @Override
  public Module<RunState> means() {
    Optional<String> text = script.or(() -> set);
    if (text.isPresent()) {
      Map<String, Object> what = RunCall.script("run", text.get(), chdir);
      return new RunCall(Optional.empty(), unless(), ImmutableMap.copyOf(what));
    }
    WindowsLine line = line(command, argv);
    Map<String, Object> what = RunCall.program(line, chdir);
    stdin.ifPresent(input -> what.put("stdin", input));
    return new RunCall(
        Optional.of(command.map(String::strip).orElseGet(line::shown)),
        unless(),
        ImmutableMap.copyOf(what));
  }

  private RunCall.RunUnless unless() {
    Map<String, Object> more = new LinkedHashMap<>();
    test.ifPresent(look -> more.put("test", look));
    test.flatMap(_ -> chdir).ifPresent(folder -> more.put("chdir", folder));
    parameters.ifPresent(values -> more.put("parameters", Hidden.values(values)));
    runAs.ifPresent(who -> more.put("run_as", who.name().toLowerCase(Locale.ROOT)));
    user.ifPresent(name -> more.put("user", name));
    return new RunCall.RunUnless(creates, removes, ImmutableMap.copyOf(more));
  }
}
