package dev.javaform.module;

import java.util.List;

/**
 * A state that depends on what is around it: in check mode, what earlier tasks planned at one place
 * bears on what would be seen at another. A file below a directory that an earlier task would make,
 * for example, has a directory to be put in; a group that one would make may be some user's.
 */
public interface Situated<S> {

  /**
   * This state as it would be seen once the planned ones had come about.
   *
   * @param planned the states that earlier tasks would have left, of all kinds, oldest first
   */
  S among(List<?> planned);
}
