package dev.javaform.remote.winrm.host.model;

import java.util.Map;
import java.util.Optional;

/** One type of resources: what {@code Read-Jf…} and {@code Write-Jf…} of the helper do. */
public interface ResourceModel {

  /** The state of the thing that is selected. */
  Map<String, Object> read(Map<String, Object> select) throws ModelException;

  /**
   * Sets what differs.
   *
   * @return what the order returns beside states
   */
  Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException, InterruptedException;

  /** Whether what was set counts only after the next boot. */
  default boolean reboots(Map<String, Object> set) {
    return false;
  }

  /** A text of a table; an empty one where there is none. */
  static String text(Map<String, Object> table, String name) {
    Object value = table.get(name);
    return value == null ? "" : value.toString();
  }
}
