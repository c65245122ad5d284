package dev.javaform.remote.winrm.host.model;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Keeps for each selector what was set, and knows nothing of what it means. */
public final class KeptModel implements ResourceModel {

  private final Map<String, Map<String, Object>> states = new TreeMap<>();
  private final Map<String, Object> otherwise;

  KeptModel() {
    this(Map.of());
  }

  /**
   * @param otherwise the state of what nobody has set yet
   */
  public KeptModel(Map<String, Object> otherwise) {
    this.otherwise = new LinkedHashMap<>(otherwise);
  }

  private static String key(Map<String, Object> select) {
    return new TreeMap<>(select).toString();
  }

  /** Something that is there beforehand. */
  public KeptModel with(Map<String, Object> select, Map<String, Object> state) {
    states.put(key(select), new LinkedHashMap<>(state));
    return this;
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    return new LinkedHashMap<>(states.getOrDefault(key(select), otherwise));
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
    states.computeIfAbsent(key(select), _ -> new LinkedHashMap<>(otherwise)).putAll(set);
    return Optional.empty();
  }
}
