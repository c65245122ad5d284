package dev.javaform.remote.winrm.host.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The elements of the boot entry, by their numbers (bcdedit.exe, BcdOSLoaderElementTypes). */
public final class BootModel implements ResourceModel {

  private final Map<String, Object> elements = new TreeMap<>();

  BootModel() {
    elements.put("637534240", "1"); // nx
    elements.put("637534464", "True"); // an element of its own, true or false
  }

  /** Another element. */
  public BootModel with(String type, String value) {
    elements.put(type, value);
    return this;
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    List<Map<String, Object>> all =
        elements.entrySet().stream()
            .map(each -> Map.of("type", (Object) each.getKey(), "value", each.getValue()))
            .toList();
    return Map.of("elements", all);
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    throw new ModelException("nobody may write what a guest is booted with");
  }
}
