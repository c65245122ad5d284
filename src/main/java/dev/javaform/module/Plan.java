package dev.javaform.module;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Optional;

/**
 * What a module decided: from where to where, and how.
 *
 * @param before the state seen
 * @param after the state wanted; equal to {@code before} exactly where there are no steps
 * @param steps what to do, in order; the first that fails ends them
 * @param effect whether {@code after} can be relied on
 * @param returns what {@code register} gets
 * @param warnings what the user should know although nothing failed; full sentences
 * @param skipped why the wish does not apply to this host; only without steps
 */
public record Plan<S>(
    S before,
    S after,
    ImmutableList<Step> steps,
    Effect effect,
    Returns returns,
    ImmutableList<String> warnings,
    Optional<String> skipped) {

  public Plan {
    if (before.equals(after) != steps.isEmpty()) {
      throw new IllegalArgumentException(
          "steps without a difference, or a difference without steps: " + before + " -> " + after);
    }
    if (skipped.isPresent() && !steps.isEmpty()) {
      throw new IllegalArgumentException("a skipped plan has no steps");
    }
  }

  /** Nothing to do. */
  public static <S> Plan<S> keep(S state) {
    return plan(state, state, ImmutableList.of(), Effect.STATE);
  }

  /** Steps that lead from one state to another, which can be seen afterwards. */
  public static <S> Plan<S> move(S from, S to, List<? extends Step> steps) {
    return plan(from, to, ImmutableList.copyOf(steps), Effect.STATE);
  }

  /** Steps that lead from one state to another, which can be seen afterwards. */
  public static <S> Plan<S> move(S from, S to, Step... steps) {
    return move(from, to, List.of(steps));
  }

  /** Steps taken each time anew, with an effect known beforehand but not to be seen afterwards. */
  public static <S> Plan<S> event(S from, S to, List<? extends Step> steps) {
    return plan(from, to, ImmutableList.copyOf(steps), Effect.EVENT);
  }

  /** Steps that are due, of which nobody knows the effect. */
  public static <S> Plan<S> due(S from, S to, List<? extends Step> steps) {
    return plan(from, to, ImmutableList.copyOf(steps), Effect.DUE);
  }

  /** Steps of which nobody knows the effect. */
  public static <S> Plan<S> unknown(S from, S to, List<? extends Step> steps) {
    return plan(from, to, ImmutableList.copyOf(steps), Effect.UNKNOWN);
  }

  /** The wish does not apply to this host. */
  public static <S> Plan<S> skip(S state, String why) {
    return new Plan<>(
        state,
        state,
        ImmutableList.of(),
        Effect.STATE,
        Returns.nothing(),
        ImmutableList.of(),
        Optional.of(why));
  }

  private static <S> Plan<S> plan(S from, S to, ImmutableList<Step> steps, Effect effect) {
    return new Plan<>(
        from, to, steps, effect, Returns.nothing(), ImmutableList.of(), Optional.empty());
  }

  /** Whether there is nothing to do. */
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The same plan, with what {@code register} gets. */
  public Plan<S> returning(Returns values) {
    return new Plan<>(before, after, steps, effect, values, warnings, skipped);
  }

  /** The same plan, with warnings added. */
  public Plan<S> warning(List<String> more) {
    ImmutableList<String> all =
        ImmutableList.<String>builder().addAll(warnings).addAll(more).build();
    return new Plan<>(before, after, steps, effect, returns, all, skipped);
  }
}
