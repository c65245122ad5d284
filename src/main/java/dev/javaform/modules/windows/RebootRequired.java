package dev.javaform.modules.windows;

import dev.javaform.module.Output;
import dev.javaform.module.Returns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What modules return whose changes may count only after the next boot. */
public final class RebootRequired {

  /** The name of it, and what the reference says. */
  public static final String RETURNS =
      "reboot_required: Whether the change counts only after the next boot.";

  private static final String NAME = "reboot_required";

  private RebootRequired() {}

  /**
   * These values, and whether the guest has to boot.
   *
   * @param acts whether anything is done: then only the guest can tell
   */
  public static Returns with(Map<String, ?> known, boolean acts) {
    Map<String, Object> values = new LinkedHashMap<>(known);
    if (acts) {
      return Returns.of(values).learning(List.of(NAME), RebootRequired::learn);
    }
    values.put(NAME, false);
    return Returns.of(values);
  }

  private static Map<String, Object> learn(List<Output> outputs) {
    return Answer.last(outputs)
        .<Map<String, Object>>map(order -> Map.of(NAME, order.flag("reboot")))
        .orElse(Map.of());
  }
}
