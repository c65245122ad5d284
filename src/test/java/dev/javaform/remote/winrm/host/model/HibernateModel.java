package dev.javaform.remote.winrm.host.model;

import java.util.Map;
import java.util.Optional;

/** Whether a guest may hibernate: a value of the registry, and a file. */
final class HibernateModel implements ResourceModel {

  private static final String KEY = "SYSTEM\\CurrentControlSet\\Control\\Power";
  private static final String NAME = "HibernateEnabled";

  private final Registry registry;
  private boolean file = true;

  HibernateModel(Registry registry) {
    this.registry = registry;
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    Optional<Object> value = registry.data("local_machine\\" + KEY, NAME);
    return Map.of("enabled", value.map(data -> !data.equals("0")).orElse(file), "file", file);
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
    file = Boolean.TRUE.equals(set.get("enabled"));
    registry.with("local_machine", KEY, NAME, "dword", file ? "1" : "0");
    return Optional.empty();
  }
}
