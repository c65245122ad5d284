package dev.javaform.remote.winrm.host.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is logged on when a guest starts; at first as an answer file leaves it, password and all. */
final class AutoLogonModel implements ResourceModel {

  private final Accounts accounts;
  private final Map<String, Object> state = new LinkedHashMap<>();
  private Optional<Object> secret = Optional.empty();

  AutoLogonModel(Accounts accounts) {
    this.accounts = accounts;
    state.put("enabled", true);
    state.put("user", "gamer");
    state.put("domain", "");
    state.put("count", "1");
    state.put("plain", true);
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    Map<String, Object> told = new LinkedHashMap<>(state);
    boolean same = secret.isPresent() && secret.get().equals(select.get("password"));
    told.put("secret", secret.isEmpty() ? "none" : same ? "same" : "other");
    String account = "";
    if (select.get("username") != null) {
      Object name = accounts.asked(List.of(select.get("username"))).getFirst().get("name");
      account = name == null ? "" : name.toString();
    }
    told.put("account", account);
    return told;
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
    secret =
        "same".equals(set.get("secret"))
            ? Optional.ofNullable(select.get("password"))
            : Optional.empty();
    for (String name : List.of("enabled", "user", "domain", "count")) {
      if (set.containsKey(name)) {
        state.put(name, set.get(name));
      }
    }
    state.put("plain", false);
    return Optional.empty();
  }
}
