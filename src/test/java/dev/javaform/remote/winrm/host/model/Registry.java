package dev.javaform.remote.winrm.host.model;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The registry of a guest with four users: the one who is connected and one who is logged on, whose
 * hives are loaded, one whose hive lies in its file, and one who never logged on. Those to come
 * begin with the hive "default".
 */
public final class Registry implements ResourceModel {

  static final String GAMER = "S-1-5-21-1004336348-1177238915-682003330-1001";
  static final String ADMIN = "S-1-5-21-1004336348-1177238915-682003330-1002";
  static final String KID = "S-1-5-21-1004336348-1177238915-682003330-1003";
  static final String NEVER = "S-1-5-21-1004336348-1177238915-682003330-1004";

  private static final String PROFILES =
      "SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\ProfileList";

  /** Whose names the guest knows. */
  private static final ImmutableMap<String, String> USERS =
      ImmutableMap.of("gamer", GAMER, "admin", ADMIN, "kid", KID, "never", NEVER);

  private static final ImmutableMap<String, Integer> BITS =
      ImmutableMap.of("dword", 32, "qword", 64);

  private static final ImmutableSet<String> KINDS =
      ImmutableSet.of("none", "string", "expandstring", "binary", "dword", "multistring", "qword");

  private final Map<String, RegistryKey> hives = new LinkedHashMap<>();
  private final Map<String, RegistryKey> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String> mounts = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  Registry() {
    for (String hive : List.of("local_machine", "users", "classes_root", "current_config")) {
      hives.put(hive, new RegistryKey());
    }
    RegistryKey machine = hive("local_machine");
    for (String key : List.of("HARDWARE", "SAM", "SECURITY", "SOFTWARE", "SYSTEM")) {
      machine.make(key);
    }
    RegistryKey users = hive("users");
    List.of(".DEFAULT", "S-1-5-18", "S-1-5-19", "S-1-5-20", GAMER, ADMIN).forEach(users::make);
    profile(GAMER, "gamer");
    profile(ADMIN, "admin");
    profile(KID, "kid");
    machine.make(PROFILES).set("Default", "expandstring", "C:\\Users\\Default");
    files.put("C:\\Users\\kid\\NTUSER.DAT", new RegistryKey());
    files.put("C:\\Users\\Default\\NTUSER.DAT", new RegistryKey());
    files.values().forEach(file -> file.make("Software\\Microsoft\\Windows\\CurrentVersion"));
  }

  private void profile(String sid, String name) {
    hive("local_machine")
        .make(PROFILES + "\\" + sid)
        .set("ProfileImagePath", "expandstring", "C:\\Users\\" + name);
  }

  private RegistryKey hive(String name) {
    return hives.get(name);
  }

  /** Where something is. */
  private record Place(RegistryKey hive, String hiveName, String key) {}

  private Place place(Map<String, Object> select) throws ModelException {
    String key = ResourceModel.text(select, "key");
    String name = ResourceModel.text(select, "hive");
    return switch (name) {
      case "file" -> inUsers(mounted(ResourceModel.text(select, "file")), key);
      case "user" -> ofUser(ResourceModel.text(select, "user"), key);
      default -> {
        if (!hives.containsKey(name)) {
          throw new ModelException("there is no hive " + name);
        }
        yield new Place(hive(name), name, key);
      }
    };
  }

  private Place inUsers(String first, String key) {
    return new Place(hive("users"), "users", first + "\\" + key);
  }

  private Place ofUser(String user, String key) throws ModelException {
    String sid = user.equals("connection") ? GAMER : sid(user);
    if (hive("users").find(sid).isPresent()) {
      return inUsers(sid, key);
    }
    Optional<RegistryKey.Value> folder =
        user.equals("default")
            ? hive("local_machine").make(PROFILES).value("Default")
            : hive("local_machine")
                .find(PROFILES + "\\" + sid)
                .flatMap(profile -> profile.value("ProfileImagePath"));
    if (folder.isEmpty()) {
      throw new ModelException(user + " never logged on to this guest and has no settings yet");
    }
    return inUsers(mounted(folder.get().data() + "\\NTUSER.DAT"), key);
  }

  private static String sid(String user) throws ModelException {
    if (user.startsWith("S-1-") || user.equals("default")) {
      return user;
    }
    String name = user.substring(user.lastIndexOf('\\') + 1);
    return USERS.entrySet().stream()
        .filter(each -> each.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseThrow(() -> new ModelException("there is no user " + user + " in this guest"));
  }

  private String mounted(String file) throws ModelException {
    RegistryKey hive = files.get(file);
    if (hive == null) {
      throw new ModelException("reg.exe load ended with 1: the system cannot find " + file);
    }
    return mounts.computeIfAbsent(
        file,
        _ -> {
          String mount = "javaform-" + UUID.randomUUID();
          hive("users").mount(mount, hive);
          return mount;
        });
  }

  /** What the helper does at the end of each request. */
  void unmountAll() {
    mounts.values().forEach(hive("users")::remove);
    mounts.clear();
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) throws ModelException {
    Place place = place(select);
    Optional<RegistryKey> key = place.hive().find(place.key());
    Map<String, Object> state = new LinkedHashMap<>();
    if (!select.containsKey("name")) {
      state.put("exists", key.isPresent());
      return state;
    }
    Optional<RegistryKey.Value> value =
        key.flatMap(it -> it.value(ResourceModel.text(select, "name")));
    state.put("key", key.isPresent());
    state.put("exists", value.isPresent());
    state.put("kind", value.map(RegistryKey.Value::kind).orElse(null));
    state.put("data", value.map(RegistryKey.Value::data).orElse(null));
    return state;
  }

  /** A key with its values, or one of them. */
  ResourceModel keys() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) throws ModelException {
        Place place = place(select);
        Optional<RegistryKey> key = place.hive().find(place.key());
        return Map.of(
            "exists",
            key.isPresent(),
            "values",
            key.map(it -> it.told(Optional.ofNullable(select.get("name")))).orElse(List.of()),
            "keys",
            key.map(RegistryKey::below).orElse(List.of()));
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        throw new ModelException("a whole key cannot be set");
      }
    };
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    Place place = place(select);
    boolean wanted = Boolean.TRUE.equals(set.get("exists"));
    if (select.containsKey("name")) {
      writeValue(place, ResourceModel.text(select, "name"), wanted, set);
    } else if (wanted) {
      make(place);
    } else {
      remove(place);
    }
    return Optional.empty();
  }

  private static void writeValue(Place place, String name, boolean wanted, Map<String, Object> set)
      throws ModelException {
    if (wanted) {
      String kind = ResourceModel.text(set, "kind");
      Object data = set.get("data");
      require(kind, data);
      make(place).set(name, kind, data);
    } else {
      place.hive().find(place.key()).ifPresent(key -> key.removeValue(name));
    }
  }

  /** Right below HKLM and HKU Windows lets nobody make a key. */
  private static RegistryKey make(Place place) throws ModelException {
    String first = place.key().split("\\\\", 2)[0];
    boolean guarded = List.of("local_machine", "users").contains(place.hiveName());
    if (guarded && place.hive().find(first).isEmpty()) {
      throw new ModelException("Cannot create a subkey: access to the registry key is denied.");
    }
    return place.hive().make(place.key());
  }

  private static void remove(Place place) throws ModelException {
    if (place.key().isEmpty()) {
      throw new ModelException("Cannot delete a registry hive's subtree.");
    }
    place.hive().remove(place.key());
  }

  private static void require(String kind, Object data) throws ModelException {
    boolean right =
        switch (kind) {
          case "dword", "qword" -> isNumber(data, BITS.get(kind));
          case "binary", "none" -> data.toString().matches("([0-9a-f]{2})*");
          case "multistring" -> data instanceof List<?>;
          default -> data instanceof String;
        };
    if (!KINDS.contains(kind) || !right) {
      throw new ModelException("the registry takes no %s of kind %s".formatted(data, kind));
    }
  }

  private static boolean isNumber(Object data, int bits) {
    return data instanceof String text
        && text.matches("\\d{1,20}")
        && new BigInteger(text).bitLength() <= bits;
  }

  /** Where a test looks; the path begins with a hive's name as the helper calls it. */
  public Optional<Object> data(String path, String name) {
    int first = path.indexOf('\\');
    String hive = path.substring(0, first);
    RegistryKey root =
        Optional.ofNullable(hives.get(hive))
            .or(() -> Optional.ofNullable(files.get("C:\\Users\\" + hive + "\\NTUSER.DAT")))
            .orElseThrow();
    return root.find(path.substring(first + 1))
        .flatMap(key -> key.value(name))
        .map(RegistryKey.Value::data);
  }

  /** Puts a value there, for a test. */
  public Registry with(String hive, String key, String name, String kind, Object data) {
    hive(hive).make(key).set(name, kind, data);
    return this;
  }

  /** The hives of users that are loaded, mounted ones too. */
  public List<String> loaded() {
    return hive("users").below();
  }
}
