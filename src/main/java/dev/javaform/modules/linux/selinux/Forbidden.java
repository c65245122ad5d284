package dev.javaform.modules.linux.selinux;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rights that would let a guest's process out of its confinement: a module whose rules grant them
 * to libvirt's guest types, or that makes these types permissive, is refused.
 */
public final class Forbidden {

  private static final String WHO = "(svirt\\w*|virt_domain)";
  private static final String WHAT = "(sys_admin|dac_override|dac_read_search)";

  /** Up to three levels of brackets. */
  private static final String BRACKETS = "\\((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*\\)";

  /** {@code (allow svirt_t self (capability (sys_admin)))}, comments taken out. */
  private static final Pattern CIL =
      Pattern.compile(
          "\\(\\s*typepermissive\\s+"
              + WHO
              + "|\\(\\s*allow\\s+"
              + WHO
              + "\\s+[^\\s()]+\\s+\\(\\s*(capability2?|cap_userns)\\s+"
              + BRACKETS);

  private static final Pattern LETS_OUT =
      Pattern.compile("typepermissive|\\b(" + WHAT + "|all|not)\\b");

  /** {@code allow svirt_t self:capability { sys_admin };}, comments taken out. */
  private static final Pattern TE =
      Pattern.compile(
          "\\bpermissive\\s+"
              + WHO
              + "\\s*;|\\ballow\\s+[^;:]*\\b"
              + WHO
              + "\\b[^;:]*:\\s*[^;]*\\b(capability2?|cap_userns)\\b[^;]*(\\b"
              + WHAT
              + "\\b|[*~])[^;]*;");

  private Forbidden() {}

  /** The first rule of a text in CIL that must not be installed. */
  public static Optional<String> inCil(String text) {
    return rules(CIL, text.replaceAll("(?m);.*$", ""))
        .filter(rule -> LETS_OUT.matcher(rule).find())
        .findFirst();
  }

  /** The first rule of a type enforcement text that must not be installed. */
  public static Optional<String> inTypeEnforcement(String text) {
    return rules(TE, text.replaceAll("(?m)#.*$", "")).findFirst();
  }

  private static Stream<String> rules(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(rule -> rule.group().replaceAll("\\s+", " "));
  }
}
