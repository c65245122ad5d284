package dev.javaform.modules.windows.system;

import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who is logged on when a guest has booted.
 *
 * @param enabled whether anybody is
 * @param domain the machine's name where the account is the machine's own
 * @param count how often yet; empty is always
 * @param plain whether the password stands in the registry, where all users can read it
 * @param secret whether the secret that Windows keeps is {@code none}, the {@code same} as the
 *     password that is wanted, or {@code other}
 * @param account the account that is wanted, with its domain; empty where there is none
 */
record AutoLogon(
    boolean enabled,
    String user,
    String domain,
    String count,
    boolean plain,
    String secret,
    @Unseen String account) {

  static AutoLogon of(Answer answer) {
    return new AutoLogon(
        answer.flag("enabled"),
        answer.words("user"),
        answer.words("domain"),
        answer.words("count"),
        answer.flag("plain"),
        answer.words("secret"),
        answer.words("account"));
  }

  AutoLogon off() {
    return new AutoLogon(false, "", "", "", false, "none", account);
  }

  /** What the helper is told, all of it. */
  Map<String, Object> set() {
    Map<String, Object> set = new LinkedHashMap<>();
    set.put("enabled", enabled);
    set.put("user", user);
    set.put("domain", domain);
    set.put("count", count);
    set.put("plain", plain);
    set.put("secret", secret);
    return set;
  }
}
