package dev.javaform.module;

import java.util.Optional;
import java.util.function.Function;

/**
 * A question to a host: a script that only reads, and a pure reader of what it printed.
 *
 * <p>Modules that look at the same thing share one probe (same script, same type of state): in
 * check mode the planned state of an earlier task then answers the later one.
 *
 * @param script what to run; empty where there is nothing to see
 * @param type the class of the state, which tells apart readers of the same script
 * @param reader makes the state of what the script printed; it is given the output whatever the
 *     exit status was, and throws {@link ModuleFailure} where that cannot be read
 */
public record Probe<S>(Optional<Script> script, Class<S> type, Function<Output, S> reader) {

  /** A probe that runs {@code script} and reads its output. */
  public static <S> Probe<S> of(Script script, Class<S> type, Function<Output, S> reader) {
    return new Probe<>(Optional.of(script), type, reader);
  }

  /** A probe that asks nothing: the state is always {@code state}. */
  public static <S> Probe<S> nothing(S state) {
    @SuppressWarnings("unchecked") // the class of a state is of the state's type
    Class<S> type = (Class<S>) state.getClass();
    return new Probe<>(Optional.empty(), type, _ -> state);
  }
}
