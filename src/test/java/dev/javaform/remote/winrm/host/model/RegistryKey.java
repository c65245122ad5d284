package dev.javaform.remote.winrm.host.model;

import com.google.common.base.Splitter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A key: its values and the keys below it, found whatever the case of their names. */
final class RegistryKey {

  /** A value, its data as the helper's contract writes it. */
  record Value(String kind, Object data) {}

  private final Map<String, RegistryKey> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Value> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private static List<String> names(String path) {
    return Splitter.on('\\').omitEmptyStrings().splitToList(path);
  }

  Optional<RegistryKey> find(String path) {
    Optional<RegistryKey> found = Optional.of(this);
    for (String name : names(path)) {
      found = found.flatMap(key -> Optional.ofNullable(key.keys.get(name)));
    }
    return found;
  }

  /** The key of that path, made where it is missing, with those above it. */
  RegistryKey make(String path) {
    RegistryKey key = this;
    for (String name : names(path)) {
      key = key.keys.computeIfAbsent(name, _ -> new RegistryKey());
    }
    return key;
  }

  /** Removes the key of that path with all below it. */
  void remove(String path) {
    int last = path.lastIndexOf('\\');
    find(last < 0 ? "" : path.substring(0, last))
        .ifPresent(parent -> parent.keys.remove(path.substring(last + 1)));
  }

  /** Puts a key of another hive below this one. */
  void mount(String name, RegistryKey other) {
    keys.put(name, other);
  }

  Optional<Value> value(String name) {
    return Optional.ofNullable(values.get(name));
  }

  RegistryKey set(String name, String kind, Object data) {
    values.put(name, new Value(kind, data));
    return this;
  }

  void removeValue(String name) {
    values.remove(name);
  }

  /** The values, or the one of that name. */
  List<Map<String, Object>> told(Optional<Object> only) {
    return values.entrySet().stream()
        .filter(each -> only.isEmpty() || each.getKey().equalsIgnoreCase(only.get().toString()))
        .map(each -> told(each.getKey(), each.getValue()))
        .toList();
  }

  private static Map<String, Object> told(String name, Value value) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("name", name);
    told.put("kind", value.kind());
    told.put("data", value.data());
    told.put(
        "expanded",
        value.kind().equals("expandstring")
            ? value.data().toString().replace("%SystemRoot%", "C:\\Windows")
            : null);
    return told;
  }

  /** The names of the keys right below. */
  List<String> below() {
    return List.copyOf(keys.keySet());
  }
}
