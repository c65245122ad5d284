package dev.javaform.modules.windows.tasks;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;

/** The accounts that every guest has, and that have other names in other languages. */
final class TaskAccount {

  /** Microsoft, "Well-known SIDs". */
  private static final ImmutableMap<String, String> WELL_KNOWN =
      ImmutableMap.<String, String>builder()
          .put("system", "S-1-5-18")
          .put("localsystem", "S-1-5-18")
          .put("localservice", "S-1-5-19")
          .put("networkservice", "S-1-5-20")
          .put("interactive", "S-1-5-4")
          .put("authenticatedusers", "S-1-5-11")
          .put("administrators", "S-1-5-32-544")
          .put("users", "S-1-5-32-545")
          .buildOrThrow();

  private TaskAccount() {}

  /** The SID of a name that is English everywhere else; any other name as it is. */
  static String asked(String name) {
    String plain = CharMatcher.is(' ').removeFrom(name).toLowerCase(Locale.ROOT);
    String bare = plain.replaceFirst("^(ntauthority|builtin)\\\\", "");
    return WELL_KNOWN.getOrDefault(bare, name);
  }
}
