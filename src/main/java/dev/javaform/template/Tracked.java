package dev.javaform.template;

import org.jspecify.annotations.Nullable;

/**
 * A value whose parts come from different origins and are worked out when they are read, such as
 * {@code hostvars}. Reading a part that is told is then heard; one that leaves its rendering as a
 * whole counts as told.
 */
public interface Tracked {

  /** The same value for one rendering, which hears through {@code told} of each part that is. */
  @Nullable Object heardBy(Runnable told);
}
