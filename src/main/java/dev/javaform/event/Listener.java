package dev.javaform.event;

import java.util.function.Consumer;

/**
 * Is told of a run. Called by many threads at once, for each host in the order of happening; it
 * holds up the host it is told of, and throws nothing.
 */
@FunctionalInterface
public interface Listener extends Consumer<Event> {

  /**
   * Whether results are to hold their changes also where neither the user nor the task asks for
   * differences. Comparing large texts takes time.
   */
  default boolean wantsAllChanges() {
    return true;
  }
}
