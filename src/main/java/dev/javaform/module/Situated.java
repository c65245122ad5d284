package dev.javaform.module;

import java.util.List;

/**
 * A state that depends on what is around it: in check mode, what earlier tasks planned at one place
 * bears on what would be seen at another. A file below a directory that an earlier task would make,
 * for example, has a directory to be put in.
 */
public interface Situated<S extends Situated<S>> {

  /**
   * This state as it would be seen once the planned ones had come about.
   *
   * @param planned states of the same type that earlier tasks would have left, oldest first
   */
  S among(List<S> planned);
}
