package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.Map;
import java.util.Optional;

/** The package manager and the service manager. */
final class ManagerFacts implements FactReader {

  private static final ImmutableMap<String, String> PACKAGERS =
      ImmutableMap.<String, String>builder()
          .put("usr/bin/rpm-ostree", "atomic_container")
          .put("usr/bin/apt-get", "apt")
          .put("usr/bin/dnf5", "dnf5")
          .put("usr/bin/dnf", "dnf")
          .put("usr/bin/yum", "yum")
          .put("usr/bin/zypper", "zypper")
          .put("usr/bin/pacman", "pacman")
          .put("sbin/apk", "apk")
          .put("usr/bin/emerge", "portage")
          .put("usr/bin/xbps-install", "xbps")
          .put("run/current-system/sw/bin/nix-env", "nix")
          .buildOrThrow();

  @Override
  public String name() {
    return "pkg_mgr";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("min", "service_mgr");
  }

  @Override
  public String script() {
    return "for f in "
        + String.join(" ", PACKAGERS.keySet())
        + "; do [ -x \"$f\" ] && echo \"$f=found\"; done\n"
        + """
        [ -e run/ostree-booted ] && echo ostree=found
        [ -d run/systemd/system ] && echo systemd=found
        [ -x sbin/openrc-run ] && echo openrc=found
        value proc/1/comm
        """;
  }

  @Override
  public Map<String, Object> read(FactText text) {
    return ImmutableMap.of(
        "ansible_pkg_mgr", packager(text), "ansible_service_mgr", servicer(text));
  }

  private static String packager(FactText text) {
    return PACKAGERS.entrySet().stream()
        .filter(each -> text.values().containsKey(each.getKey()))
        .map(Map.Entry::getValue)
        .filter(each -> !each.startsWith("atomic") || text.value("ostree").isPresent())
        .findFirst()
        .orElse("unknown");
  }

  private static String servicer(FactText text) {
    Optional<String> first = text.value("proc/1/comm");
    if (text.value("systemd").isPresent()) {
      return "systemd";
    }
    if (text.value("openrc").isPresent()) {
      return "openrc";
    }
    return first.filter(name -> !name.matches("init|sh|bash|dash|COMMAND")).orElse("service");
  }
}
