package dev.javaform.engine;

import java.util.function.Supplier;

/** Whether a task may run, decided before each of them; asked by one thread at a time. */
public interface Confirmation {

  /** Every task may. */
  Confirmation ALL = _ -> true;

  /**
   * Whether this one may.
   *
   * @param task its kind and name, as people see them; worked out where somebody is asked
   */
  boolean of(Supplier<String> task) throws InterruptedException;
}
