package dev.javaform.modules.windows.registry;

import com.google.common.collect.ImmutableMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a key is.
 *
 * @param hive as the helper calls it; {@code user} is that of {@code user}
 * @param key the path below it, without a backslash at its ends
 * @param user whose part of the registry: a name, a SID, {@code connection} or {@code default}; of
 *     the hive {@code file} its path
 */
record RegistryPath(String hive, String key, Optional<String> user) {

  private static final Pattern PATH = Pattern.compile("(?s)([A-Za-z_]+):?(?:\\\\+(.*))?");
  private static final Pattern ENDS = Pattern.compile("^\\\\+|\\\\+$");
  private static final Pattern BETWEEN = Pattern.compile("\\\\+");

  /** Where a file is, as Ansible has it. */
  private static final String MOUNTED = "ANSIBLE\\";

  private static final ImmutableMap<String, String> HIVES =
      ImmutableMap.<String, String>builder()
          .put("HKLM", "local_machine")
          .put("HKEY_LOCAL_MACHINE", "local_machine")
          .put("HKU", "users")
          .put("HKEY_USERS", "users")
          .put("HKCR", "classes_root")
          .put("HKEY_CLASSES_ROOT", "classes_root")
          .put("HKCC", "current_config")
          .put("HKEY_CURRENT_CONFIG", "current_config")
          .put("HKCU", "user")
          .put("HKEY_CURRENT_USER", "user")
          .buildOrThrow();

  /**
   * The place that a task names, as PowerShell ({@code HKLM:\SOFTWARE}) or as reg.exe does.
   *
   * @throws IllegalArgumentException where there is no such place, or a user is named for nothing
   */
  static RegistryPath of(String path, Optional<String> user) {
    Matcher matcher = PATH.matcher(path);
    Optional<String> hive =
        matcher.matches()
            ? Optional.ofNullable(HIVES.get(matcher.group(1).toUpperCase(Locale.ROOT)))
            : Optional.empty();
    if (hive.isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is not a path of the registry; it begins with HKLM:\\, HKCU:\\, HKU:\\, HKCR:\\ or HKCC:\\."
              .formatted(path));
    }
    String below = Optional.ofNullable(matcher.group(2)).orElse("");
    String key = BETWEEN.matcher(ENDS.matcher(below).replaceAll("")).replaceAll("\\\\");
    boolean personal = hive.get().equals("user");
    if (user.isPresent() && !personal) {
      throw new IllegalArgumentException(
          "\"user\" is for settings below HKCU:\\; \"%s\" belongs to the whole machine."
              .formatted(path));
    }
    return new RegistryPath(
        hive.get(), key, personal ? user.or(() -> Optional.of("connection")) : user);
  }

  /**
   * A place in a file that is mounted while the task runs.
   *
   * @throws IllegalArgumentException where the path is not below {@code HKLM:\\ANSIBLE}
   */
  static RegistryPath inFile(String path, String file) {
    RegistryPath below = of(path, Optional.empty());
    if (!below.hive.equals("local_machine")
        || !(below.key + "\\").toUpperCase(Locale.ROOT).startsWith(MOUNTED)) {
      throw new IllegalArgumentException(
          "With \"hive\" the path begins with HKLM:\\ANSIBLE, which is the file; it is \"%s\"."
              .formatted(path));
    }
    String rest = below.key.substring(Math.min(MOUNTED.length(), below.key.length()));
    return new RegistryPath("file", rest, Optional.of(file));
  }

  /** What the helper is told of it. */
  Map<String, Object> select() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("hive", hive);
    select.put("key", key);
    user.ifPresent(name -> select.put(hive.equals("file") ? "file" : "user", name));
    return select;
  }
}
