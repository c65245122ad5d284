package dev.javaform.cli;

import dev.javaform.engine.RunStatus;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of looking at one machine.
 *
 * @param name the host's, or that of the capture
 * @param value what was read; empty where it could not be
 * @param trouble why not, in one line; else empty
 */
record Seen<T>(String name, RunStatus status, Optional<T> value, String trouble) {

  static <T> Seen<T> of(String name, T value) {
    return new Seen<>(name, RunStatus.DONE, Optional.of(value), "");
  }

  /** The same with something made of the value. */
  <U> Seen<U> map(Function<T, U> maker) {
    return new Seen<>(name, status, value.map(maker), trouble);
  }

  static <T> Seen<T> lost(String name, RunStatus status, String trouble) {
    return new Seen<>(name, status, Optional.empty(), trouble);
  }
}
