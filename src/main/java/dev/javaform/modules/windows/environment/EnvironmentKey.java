package dev.javaform.modules.windows.environment;

import com.google.common.collect.ImmutableMap;
import java.util.Map;

/** Where Windows keeps the variables of the environment: keys of the registry. */
final class EnvironmentKey {

  /** Where nobody says whose variables are meant. */
  static final String WHOSE =
      "level user is the environment of whoever is connected; say whose is meant with user:.";

  private static final Map<String, Object> MACHINE =
      ImmutableMap.of(
          "hive",
          "local_machine",
          "key",
          "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment");

  private EnvironmentKey() {}

  /** What the helper is told of the key. */
  static Map<String, Object> ofMachine() {
    return MACHINE;
  }

  /** The same of a user: a name, a SID, {@code connection} or {@code default}. */
  static Map<String, Object> ofUser(String user) {
    return ImmutableMap.of("hive", "user", "key", "Environment", "user", user);
  }
}
