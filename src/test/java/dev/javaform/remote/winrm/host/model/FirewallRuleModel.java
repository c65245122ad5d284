package dev.javaform.remote.winrm.host.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The rules of a guest's firewall, several of a name at most where a test puts them there. */
final class FirewallRuleModel implements ResourceModel {

  private final Map<String, Map<String, Object>> rules =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private List<Map<String, Object>> found(Map<String, Object> select) {
    if (select.get("name") != null) {
      Map<String, Object> rule = rules.get(ResourceModel.text(select, "name"));
      return rule == null ? List.of() : List.of(rule);
    }
    String group = ResourceModel.text(select, "group");
    return rules.values().stream()
        .filter(rule -> group.equalsIgnoreCase(ResourceModel.text(rule, "group")))
        .toList();
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    List<Map<String, Object>> found = found(select);
    List<Object> names = new ArrayList<>();
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("exists", !found.isEmpty());
    state.put("normal", select.get("normal"));
    for (Map<String, Object> rule : found) {
      names.add(rule.get("name"));
      rule.forEach(
          (key, value) ->
              state.merge(key, value, (old, other) -> old.equals(other) ? old : "differs"));
    }
    state.remove("name");
    state.put("names", names);
    return state;
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
    if (Boolean.FALSE.equals(set.get("exists"))) {
      found(select).forEach(rule -> rules.remove(ResourceModel.text(rule, "name")));
      return Optional.empty();
    }
    List<Map<String, Object>> found = found(select);
    found.forEach(rule -> rule.putAll(set));
    if (found.isEmpty()) {
      Map<String, Object> rule = new LinkedHashMap<>(set);
      rule.put("name", select.get("name"));
      rules.put(ResourceModel.text(select, "name"), rule);
    }
    return Optional.empty();
  }
}
