package dev.javaform.event;

/**
 * How many tasks of one host ended how; counted as Ansible counts them: {@code ok} includes {@code
 * changed} and {@code ignored}.
 *
 * @param unpredictable tasks whose effect check mode cannot tell
 */
public record Stats(
    int ok,
    int changed,
    int unreachable,
    int failed,
    int skipped,
    int rescued,
    int ignored,
    int unpredictable) {

  /** Nothing has run yet. */
  public static final Stats NONE = new Stats(0, 0, 0, 0, 0, 0, 0, 0);

  /**
   * One more task.
   *
   * @param changed whether it says itself that it changed something, as a failure may
   * @param ignoring whether its failure is ignored
   * @param willRescue whether a block will rescue its failure
   */
  public Stats count(Outcome outcome, boolean changed, boolean ignoring, boolean willRescue) {
    return switch (outcome) {
      case Outcome.Unchanged _ -> add(1, 0, 0, 0, 0, 0, 0, 0);
      case Outcome.WouldChange _, Outcome.Changed _ -> add(1, 1, 0, 0, 0, 0, 0, 0);
      case Outcome.Skipped _ -> add(0, 0, 0, 0, 1, 0, 0, 0);
      case Outcome.Unpredictable _ -> add(0, 0, 0, 0, 0, 0, 0, 1);
      case Outcome.Unreachable _ when ignoring -> add(0, 0, 0, 0, 1, 0, 1, 0);
      case Outcome.Unreachable _ -> add(0, 0, 1, 0, 0, 0, 0, 0);
      case Outcome.Failed _ when ignoring -> add(1, changed ? 1 : 0, 0, 0, 0, 0, 1, 0);
      case Outcome.Failed _ when willRescue -> add(0, 0, 0, 0, 0, 1, 0, 0);
      case Outcome.Failed _ -> add(0, 0, 0, 1, 0, 0, 0, 0);
    };
  }

  /** Both together. */
  public Stats plus(Stats other) {
    return add(
        other.ok,
        other.changed,
        other.unreachable,
        other.failed,
        other.skipped,
        other.rescued,
        other.ignored,
        other.unpredictable);
  }

  private Stats add(int o, int c, int u, int f, int s, int r, int i, int p) {
    return new Stats(
        ok + o,
        changed + c,
        unreachable + u,
        failed + f,
        skipped + s,
        rescued + r,
        ignored + i,
        unpredictable + p);
  }
}
