package dev.javaform.cli;

import dev.javaform.report.Palette;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What a run may do, how fast, and how it is told. */
final class ModeOptions {

  @Option(
      names = {"-C", "--check"},
      description = "change nothing; tell what would be changed")
  private boolean check;

  @Option(
      names = {"-D", "--diff"},
      description = "show exact differences")
  private boolean diff;

  @Option(
      names = {"-f", "--forks"},
      paramLabel = "N",
      defaultValue = "50",
      description = "how many hosts are worked on at the same moment (default: ${DEFAULT-VALUE})")
  private int forks;

  @Option(names = "--force-handlers", description = "run handlers on hosts that failed, too")
  private boolean forceHandlers;

  @Option(
      names = {"-v", "--verbose"},
      description = "tell more; up to -vvvv")
  private boolean[] verbose = {};

  @Option(
      names = "--color",
      negatable = true,
      description = "colours; without it: on a terminal, unless NO_COLOR is set")
  private Optional<Boolean> colour = Optional.empty();

  boolean check() {
    return check;
  }

  boolean diff() {
    return diff;
  }

  int forks() {
    return Math.max(1, forks);
  }

  boolean forceHandlers() {
    return forceHandlers;
  }

  int verbosity() {
    return verbose.length;
  }

  Palette palette() {
    return colour.orElseGet(ModeOptions::isColourful) ? Palette.COLOURED : Palette.PLAIN;
  }

  /** Source: no-color.org: any value but an empty one switches colours off. */
  private static boolean isColourful() {
    String noColour = System.getenv("NO_COLOR");
    boolean wanted = noColour == null || noColour.isEmpty();
    return wanted && Terminal.isInteractive() && !"dumb".equals(System.getenv("TERM"));
  }
}
