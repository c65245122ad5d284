package dev.javaform.modules.linux.commands;

import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.HostPath;
import java.util.Optional;

/**
 * Whether a command has been run, and whether it need not: {@code creates} names something that is
 * there, {@code removes} something that is not.
 *
 * @param created whether what {@code creates} names is there
 * @param removed whether nothing is there that {@code removes} names
 * @param done whether the command has been run
 */
public record CommandState(boolean created, boolean removed, boolean done) {

  private static final String THERE =
      "set -- %s; for f; do { [ -e \"$f\" ] || [ -h \"$f\" ]; } && echo %s; done\n";

  static Probe<CommandState> probe(
      Optional<String> chdir, Optional<String> creates, Optional<String> removes) {
    if (creates.isEmpty() && removes.isEmpty()) {
      return Probe.nothing(new CommandState(false, false, false));
    }
    String script =
        chdir.map(folder -> "cd " + HostPath.word(folder) + " || exit 0\n").orElse("")
            + creates.map(path -> THERE.formatted(HostPath.glob(path), "created")).orElse("")
            + removes.map(path -> THERE.formatted(HostPath.glob(path), "kept")).orElse("")
            + ":";
    return Probe.of(
        Script.sh(script), CommandState.class, output -> read(output, removes.isPresent()));
  }

  private static CommandState read(Output output, boolean removes) {
    boolean created = output.lines().contains("created");
    return new CommandState(created, removes && !output.lines().contains("kept"), false);
  }

  /** The same once the command has been run. */
  CommandState ran() {
    return new CommandState(created, removed, true);
  }
}
