package dev.javaform.remote.winrm.host.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Features of Windows that can be turned on and off; they count after the next boot. */
final class FeatureModel implements ResourceModel {

  private final Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> enabled = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  FeatureModel() {
    known.addAll(
        Set.of(
            "VirtualMachinePlatform",
            "HypervisorPlatform",
            "Microsoft-Hyper-V",
            "NetFx3",
            "TelnetClient",
            "WindowsMediaPlayer"));
    enabled.add("WindowsMediaPlayer");
  }

  private static List<String> names(Map<String, Object> table, String name) {
    return table.get(name) instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of();
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    List<String> names = names(select, "names");
    return Map.of(
        "enabled", names.stream().filter(enabled::contains).toList(),
        "missing", names.stream().filter(name -> !known.contains(name)).toList());
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    List<String> wanted = names(set, "enabled");
    for (String name : names(select, "names")) {
      if (!known.contains(name)) {
        throw new ModelException("Feature name " + name + " is unknown. (0x800F080C)");
      }
      enabled.remove(name);
    }
    enabled.addAll(wanted);
    return Optional.empty();
  }

  @Override
  public boolean reboots(Map<String, Object> set) {
    return true;
  }
}
