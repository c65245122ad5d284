package dev.javaform.module;

/**
 * A module that only says in its own arguments what another module wishes: what it asks and decides
 * is that one's.
 *
 * @param <S> the state of both
 */
public interface Alias<S> extends Module<S> {

  /** The other module, made of this one's arguments; always the same. */
  Module<S> means();

  @Override
  default Probe<S> observe() {
    return means().observe();
  }

  @Override
  default Plan<S> decide(S seen) {
    return means().decide(seen);
  }
}
