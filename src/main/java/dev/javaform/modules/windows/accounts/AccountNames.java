package dev.javaform.modules.windows.accounts;

/** Names of users and groups, as the SAM of Windows takes them. */
final class AccountNames {

  /** What no name of an account may have in it (Microsoft, "User name formats" of NetUserAdd). */
  private static final String FORBIDDEN = "\"/\\[]:;|=,+*?<>";

  private AccountNames() {}

  /**
   * @throws IllegalArgumentException where Windows has no account of that name
   */
  static void check(String name, String what) {
    boolean odd = name.isBlank() || name.chars().anyMatch(each -> each < ' ');
    if (odd || name.chars().anyMatch(each -> FORBIDDEN.indexOf(each) >= 0)) {
      throw new IllegalArgumentException(
          "\"%s\" cannot be a local %s; its name is neither empty nor has one of %s in it."
              .formatted(name, what, FORBIDDEN));
    }
  }

  /** Whether two names mean the same account: case does not count. */
  static boolean same(String one, String other) {
    return one.equalsIgnoreCase(other);
  }
}
