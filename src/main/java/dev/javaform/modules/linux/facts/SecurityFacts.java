package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;

/** SELinux, AppArmor, FIPS mode, and whether the host is a chroot. */
final class SecurityFacts implements FactReader {

  @Override
  public String name() {
    return "selinux";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min", "apparmor", "fips", "is_chroot");
  }

  /** The first process' root is another directory than ours only in a chroot. */
  @Override
  public String script() {
    return """
        value sys/fs/selinux/enforce sys/fs/selinux/policyvers proc/sys/crypto/fips_enabled
        text etc/selinux/config
        [ -d sys/kernel/security/apparmor ] && echo apparmor=enabled
        run root stat -L -c %d:%i /proc/1/root/. /.
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var roots = text.block("root").stream().filter(each -> !each.isEmpty()).toList();
    return ImmutableMap.of(
        "ansible_selinux", selinux(text),
        "ansible_apparmor", ImmutableMap.of("status", text.value("apparmor").orElse("disabled")),
        "ansible_fips", text.value("proc/sys/crypto/fips_enabled").orElse("0").equals("1"),
        "ansible_is_chroot", roots.size() == 2 && !roots.getFirst().equals(roots.getLast()));
  }

  private static ImmutableMap<String, Object> selinux(FactText text) {
    if (text.value("sys/fs/selinux/enforce").isEmpty()) {
      return ImmutableMap.of("status", "disabled");
    }
    var config = Assignments.of(text.block("etc/selinux/config"));
    boolean enforcing = text.value("sys/fs/selinux/enforce").get().equals("1");
    return ImmutableMap.of(
        "status", "enabled",
        "mode", enforcing ? "enforcing" : "permissive",
        "config_mode", config.getOrDefault("SELINUX", "unknown"),
        "type", config.getOrDefault("SELINUXTYPE", "unknown"),
        "policyvers", text.number("sys/fs/selinux/policyvers").orElse(0L));
  }
}
