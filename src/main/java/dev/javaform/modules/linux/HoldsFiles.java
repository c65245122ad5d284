package dev.javaform.modules.linux;

import com.google.common.collect.ImmutableMap;
import java.util.List;

/**
 * A state that says what whole files of the host hold, whatever else it is about. In check mode a
 * file that one task would write is seen by all later ones in this way, however each of them asks.
 */
public interface HoldsFiles {

  /**
   * The files by their absolute paths, {@link SeenFile#ABSENT} for one that is not there. What is
   * not known is left out.
   */
  ImmutableMap<String, SeenFile> heldFiles();

  /**
   * The file at a path once the planned states had come about.
   *
   * @param seen the file that is there now
   * @param planned the states that earlier tasks would have left, of all kinds, oldest first
   */
  static SeenFile among(List<?> planned, String path, SeenFile seen) {
    SeenFile latest = seen;
    for (Object state : planned) {
      if (state instanceof HoldsFiles holder) {
        latest = holder.heldFiles().getOrDefault(path, latest);
      }
    }
    return latest;
  }
}
