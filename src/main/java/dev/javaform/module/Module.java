package dev.javaform.module;

/**
 * The state one task wants. A record implements it; its components are the task's YAML arguments.
 *
 * <p>A module never knows whether the run only checks: it says what to ask, and, from the answer,
 * what would have to be done. Asking is the probe's script; doing is the plan's steps; check mode
 * is the same run without the steps.
 *
 * <p>Two rules hold for every module and are tested for all of them: {@code observe().reader()} and
 * {@code decide} are pure (no host, no clock, no files), and deciding on the {@code after} of a
 * {@link Effect#STATE} plan wants nothing more.
 *
 * <p>Records are values: two tasks with equal arguments are equal, so components have a meaningful
 * {@code equals}.
 *
 * @param <S> what the probe sees and the plan changes; a record, so that differences can be shown
 */
public interface Module<S> {

  /** What to ask the host, and how to read the answer. Always the same for the same arguments. */
  Probe<S> observe();

  /**
   * What has to be done where the host is in the state {@code seen}.
   *
   * @throws ModuleFailure where the wish cannot or must not be fulfilled on this host
   */
  Plan<S> decide(S seen);
}
