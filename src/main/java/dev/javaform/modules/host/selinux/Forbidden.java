package dev.javaform.modules.host.selinux;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rights that would let a guest's process out of its confinement: a module that grants them to
 * libvirt's guest types is refused, however it is written.
 */
public final class Forbidden {

  private static final String WHO = "(svirt\\w*|virt_domain)";
  private static final String WHAT = "(sys_admin|dac_override|dac_read_search)";

  /** {@code (allow svirt_t self (capability (sys_admin)))}, comments taken out. */
  private static final Pattern CIL =
      Pattern.compile(
          "\\(\\s*allow\\s+"
              + WHO
              + "\\s+[^\\s()]+\\s+\\(\\s*(capability2?|cap_userns)\\s+(\\([^()]*\\b("
              + WHAT
              + "|all)\\b[^()]*\\)|\\(\\s*not\\b)");

  /** {@code allow svirt_t self:capability { sys_admin };}, comments taken out. */
  private static final Pattern TE =
      Pattern.compile(
          "\\ballow\\s+[^;:]*\\b"
              + WHO
              + "\\b[^;:]*:\\s*[^;]*\\b(capability2?|cap_userns)\\b[^;]*(\\b"
              + WHAT
              + "\\b|[*~])[^;]*;");

  private Forbidden() {}

  /** The first rule of a text in CIL that must not be installed. */
  public static Optional<String> inCil(String text) {
    return first(CIL, text.replaceAll("(?m);.*$", ""));
  }

  /** The first rule of a type enforcement text that must not be installed. */
  public static Optional<String> inTypeEnforcement(String text) {
    return first(TE, text.replaceAll("(?m)#.*$", ""));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher rule = pattern.matcher(text);
    return rule.find() ? Optional.of(rule.group().replaceAll("\\s+", " ")) : Optional.empty();
  }
}
