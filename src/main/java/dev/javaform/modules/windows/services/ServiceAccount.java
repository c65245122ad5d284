package dev.javaform.modules.windows.services;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;

/** The names that one account has, as the service control manager writes them. */
final class ServiceAccount {

  private static final ImmutableMap<String, String> OWN =
      ImmutableMap.of(
          "system", "LocalSystem",
          "localsystem", "LocalSystem",
          "localservice", "NT AUTHORITY\\LocalService",
          "networkservice", "NT AUTHORITY\\NetworkService");

  private ServiceAccount() {}

  /** The name as a service has it: accounts of this machine begin with a point. */
  static String named(String name) {
    String lower = CharMatcher.is(' ').removeFrom(name.toLowerCase(Locale.ROOT));
    String bare = lower.replaceFirst("^(ntauthority|\\.)\\\\", "");
    if (OWN.containsKey(bare)) {
      return OWN.get(bare);
    }
    return name.contains("\\") || name.contains("@") ? name : ".\\" + name;
  }

  /** The old name where both mean the same account. */
  static String of(String wished, String seen) {
    String name = named(wished);
    return named(seen).equalsIgnoreCase(name) ? seen : name;
  }
}
