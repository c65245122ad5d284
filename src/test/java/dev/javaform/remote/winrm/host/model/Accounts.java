package dev.javaform.remote.winrm.host.model;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The local users and groups of a guest. */
final class Accounts {

  static final String COMPUTER = "WIN11-KVM";

  private static final String LOCAL = "S-1-5-21-1004336348-1177238915-682003330-";

  /** Built-in groups by the ends of their SIDs (S-1-5-32-...). */
  private static final ImmutableMap<String, Integer> BUILT_IN =
      ImmutableMap.of(
          "Administrators", 544,
          "Users", 545,
          "Guests", 546,
          "Remote Desktop Users", 555,
          "Remote Management Users", 580);

  private static final ImmutableMap<String, String> WELL_KNOWN =
      ImmutableMap.of(
          "S-1-5-18", "NT AUTHORITY\\SYSTEM",
          "S-1-5-19", "NT AUTHORITY\\LOCAL SERVICE",
          "S-1-5-20", "NT AUTHORITY\\NETWORK SERVICE");

  /** A user: the properties that are told, and the password, which is not. */
  static final class User {
    private final String sid;
    private final Map<String, Object> properties = new LinkedHashMap<>();
    private Object password = "";

    User(String name, String sid) {
      this.sid = sid;
      properties.put("name", name);
      properties.put("path", "WinNT://WORKGROUP/" + COMPUTER + "/" + name);
      properties.put("sid", sid);
      for (String text :
          List.of("fullname", "description", "home_directory", "login_script", "profile")) {
        properties.put(text, "");
      }
      for (String flag :
          List.of(
              "account_disabled",
              "account_locked",
              "user_cannot_change_password",
              "password_never_expires",
              "password_expired")) {
        properties.put(flag, false);
      }
    }
  }

  /** A group and the SIDs in it. */
  static final class Group {
    private final String name;
    private final String sid;
    private final Set<String> members = new LinkedHashSet<>();
    private String description = "";

    Group(String name, String sid) {
      this.name = name;
      this.sid = sid;
    }
  }

  private final Map<String, User> users = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, Group> groups = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private int next = 1005;

  Accounts() {
    BUILT_IN.forEach((name, id) -> groups.put(name, new Group(name, "S-1-5-32-" + id)));
    Map.of("gamer", 1001, "admin", 1002, "kid", 1003, "never", 1004)
        .forEach((name, id) -> users.put(name, new User(name, LOCAL + id)));
    users.values().forEach(user -> group("Users").members.add(user.sid));
    List.of("gamer", "admin").forEach(name -> group("Administrators").members.add(sidOf(name)));
  }

  private Group group(String name) {
    return groups.get(name);
  }

  private String sidOf(String user) {
    return users.get(user).sid;
  }

  /** The SID of a user or group; empty where nobody has that name. */
  private Optional<String> sid(String asked) {
    if (asked.startsWith("S-1-")) {
      return Optional.of(asked);
    }
    String name = asked.substring(asked.lastIndexOf('\\') + 1);
    return Optional.ofNullable(users.get(name))
        .map(user -> user.sid)
        .or(() -> Optional.ofNullable(groups.get(name)).map(group -> group.sid));
  }

  /** The full name of a SID; itself where nobody has it. */
  private String name(String sid) {
    return users.values().stream()
        .filter(user -> user.sid.equals(sid))
        .map(user -> COMPUTER + "\\" + user.properties.get("name"))
        .findFirst()
        .or(
            () ->
                groups.values().stream()
                    .filter(group -> group.sid.equals(sid))
                    .map(group -> "BUILTIN\\" + group.name)
                    .findFirst())
        .or(() -> Optional.ofNullable(WELL_KNOWN.get(sid)))
        .orElse(sid);
  }

  private static List<?> list(Object value) {
    return value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
  }

  /** Of names, which accounts they are. */
  List<Map<String, Object>> asked(Object names) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Object each : list(names)) {
      Optional<String> sid = sid(each.toString());
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("asked", each);
      entry.put("sid", sid.orElse(null));
      entry.put("name", sid.map(this::name).orElse(null));
      all.add(entry);
    }
    return all;
  }

  /** Who is in a group. */
  ResourceModel members() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        Optional<Group> group = Optional.ofNullable(groups.get(ResourceModel.text(select, "name")));
        List<String> sids = group.map(it -> List.copyOf(it.members)).orElse(List.of());
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("exists", group.isPresent());
        state.put("sids", sids);
        state.put("names", sids.stream().map(Accounts.this::name).toList());
        state.put("asked", asked(select.get("asked")));
        return state;
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        Group group = existing(ResourceModel.text(select, "name"));
        group.members.clear();
        list(set.get("sids")).forEach(sid -> group.members.add(sid.toString()));
        return Optional.empty();
      }
    };
  }

  private Group existing(String name) throws ModelException {
    if (!groups.containsKey(name)) {
      throw new ModelException("there is no group " + name);
    }
    return groups.get(name);
  }

  /** A group itself. */
  ResourceModel groups() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        Optional<Group> group = Optional.ofNullable(groups.get(ResourceModel.text(select, "name")));
        return Map.of(
            "exists", group.isPresent(),
            "description", group.map(it -> it.description).orElse(""));
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
        String name = ResourceModel.text(select, "name");
        if (!Boolean.TRUE.equals(set.get("exists"))) {
          groups.remove(name);
          return Optional.empty();
        }
        Group group = groups.computeIfAbsent(name, _ -> new Group(name, LOCAL + next++));
        Optional.ofNullable(set.get("description"))
            .ifPresent(text -> group.description = text.toString());
        return Optional.empty();
      }
    };
  }

  /** A user. */
  ResourceModel users() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        Map<String, Object> state = new LinkedHashMap<>();
        Optional<User> user = Optional.ofNullable(users.get(ResourceModel.text(select, "name")));
        state.put("exists", user.isPresent());
        state.put("asked", groupNames(select.get("groups")));
        user.ifPresent(it -> tell(it, select, state));
        return state;
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        change(ResourceModel.text(select, "name"), set);
        return Optional.empty();
      }
    };
  }

  private List<Map<String, Object>> groupNames(Object names) {
    List<Map<String, Object>> all = new ArrayList<>();
    for (Object each : list(names)) {
      String name = each.toString().substring(each.toString().lastIndexOf('\\') + 1);
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("asked", each);
      entry.put("name", Optional.ofNullable(groups.get(name)).map(it -> it.name).orElse(null));
      all.add(entry);
    }
    return all;
  }

  private void tell(User user, Map<String, Object> select, Map<String, Object> state) {
    state.putAll(user.properties);
    state.put("groups", groupsOf(user));
    if (select.get("password") != null) {
      state.put("password", compared(user, select.get("password")));
    }
  }

  private List<String> groupsOf(User user) {
    return groups.values().stream()
        .filter(group -> group.members.contains(user.sid))
        .map(group -> group.name)
        .toList();
  }

  private static String compared(User user, Object password) {
    for (String flag : List.of("account_disabled", "account_locked", "password_expired")) {
      if (Boolean.TRUE.equals(user.properties.get(flag))) {
        return "unknown";
      }
    }
    return user.password.equals(password) ? "same" : "other";
  }

  private void change(String name, Map<String, Object> set) throws ModelException {
    if (!Boolean.TRUE.equals(set.get("exists"))) {
      User gone = users.remove(name);
      groups.values().forEach(group -> group.members.remove(gone == null ? "" : gone.sid));
      return;
    }
    User user = users.computeIfAbsent(name, _ -> new User(name, LOCAL + next++));
    Optional.ofNullable(set.get("password")).ifPresent(password -> user.password = password);
    for (String property : List.copyOf(user.properties.keySet())) {
      if (set.containsKey(property)) {
        user.properties.put(property, set.get(property));
      }
    }
    if (set.containsKey("groups")) {
      groups.values().forEach(group -> group.members.remove(user.sid));
      for (Object group : list(set.get("groups"))) {
        existing(group.toString()).members.add(user.sid);
      }
    }
  }
}
