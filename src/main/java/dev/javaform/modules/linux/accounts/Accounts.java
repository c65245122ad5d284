package dev.javaform.modules.linux.accounts;

import dev.javaform.module.Script;
import java.util.Collection;

/** What users and groups have in common: their names, and the tools of the shadow suite. */
final class Accounts {

  private Accounts() {}

  /** Refuses a name that would be an option, or would break a line of passwd(5). */
  static void check(String name, String kind) {
    if (!name.matches("[A-Za-z0-9_.][A-Za-z0-9_.@+-]*\\$?")) {
      throw new IllegalArgumentException("\"%s\" is not the name of a %s.".formatted(name, kind));
    }
  }

  /** A call of one of the tools, which stand in sbin; a failure ends the script. */
  static Script.Sh call(Collection<String> words) {
    return Script.sh("PATH=$PATH:/usr/sbin:/sbin\n{} || exit\n", words);
  }
}
