package dev.javaform.cli;

import com.google.common.collect.ImmutableMap;
import dev.javaform.config.RunSettings;
import dev.javaform.engine.Confirmation;
import dev.javaform.report.Display;
import dev.javaform.report.Palette;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a run may do, how fast, and how it is told. */
final class ModeOptions {

  @Option(
      names = {"-C", "--check"},
      description = "change nothing; say what would be changed")
  private boolean check;

  @Option(
      names = {"-D", "--diff"},
      description = "show exact differences")
  private boolean diff;

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      description = "how many hosts to work on at the same time (default: 50)")
  private Optional<Integer> forks = Optional.empty();

  @Option(
      names = "--detailed-exitcode",
      description =
          "exit with 3 where hosts differ from what is wanted or, without --check, differed, and"
              + " with 65 for mistakes in the playbook")
  private boolean detailedExitCode;

  @Option(names = "--force-handlers", description = "run handlers on failed hosts, too")
  private boolean forceHandlers;

  @Option(names = "--step", description = "ask before each task whether to run it")
  private boolean step;

  @Option(
      names = "--flush-cache",
      description = "accepted; facts are never kept from one run to the next")
  @SuppressWarnings("UnusedVariable") // picocli fills it, and nothing follows from it
  private boolean flushCache;

  @Option(
      names = {"-v", "--verbose"},
      description = "say more; up to -vvvv")
  private boolean[] verbose = {};

  @Option(
      names = {"-q", "--quiet"},
      description = "show only what changed or failed, and the recap")
  private boolean quiet;

  @Option(
      names = "--color",
      negatable = true,
      description = "colours; without it: on a terminal, unless NO_COLOR is set")
  private Optional<Boolean> colour = Optional.empty();

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description =
          "write down what is said to Windows guests over WinRM, and their answers, with secrets"
              + " masked")
  private Optional<Path> record = Optional.empty();

  boolean check() {
    return check;
  }

  /** Where conversations with guests are written down. */
  Optional<Path> record() {
    return record;
  }

  /** Whether each task may run. */
  Confirmation confirmation() {
    return step ? new StepByStep(new Terminal()) : Confirmation.ALL;
  }

  boolean detailedExitCode() {
    return detailedExitCode;
  }

  /** What was given, by the options' long names. */
  Map<String, Object> values() {
    ImmutableMap.Builder<String, Object> values = ImmutableMap.builder();
    if (diff) {
      values.put("--diff", true);
    }
    if (forceHandlers) {
      values.put("--force-handlers", true);
    }
    if (verbose.length > 0) {
      values.put("--verbose", verbose.length);
    }
    forks.ifPresent(number -> values.put("--forks", Math.max(1, number)));
    return values.buildOrThrow();
  }

  /**
   * What is shown of a run.
   *
   * @param person whether somebody reads it at once
   */
  Display display(RunSettings settings, boolean person) {
    return new Display(
        palette(settings),
        settings.verbosity(),
        check,
        person,
        settings.showsSkipped() && !quiet,
        settings.showsOk() && !quiet,
        settings.failuresApart());
  }

  private Palette palette(RunSettings settings) {
    return colour.orElseGet(() -> isColourful(settings)) ? Palette.COLOURED : Palette.PLAIN;
  }

  /** Source: no-color.org: any value but an empty one switches colours off. */
  private static boolean isColourful(RunSettings settings) {
    if (settings.forceColour()) {
      return true;
    }
    String noColour = System.getenv("NO_COLOR");
    boolean wanted = (noColour == null || noColour.isEmpty()) && !settings.noColour();
    return wanted && Terminal.canErase();
  }
}
