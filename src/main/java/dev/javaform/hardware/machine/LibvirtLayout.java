package dev.javaform.hardware.machine;

import dev.javaform.hardware.HostTree;
import java.util.List;

/** Which of libvirt's two layouts of daemons is installed. */
final class LibvirtLayout {

  private static final List<String> FOLDERS =
      List.of("usr/lib/systemd/system", "lib/systemd/system", "etc/systemd/system");
  private static final String ENABLED = "etc/systemd/system";

  private LibvirtLayout() {}

  /**
   * {@code modular}, {@code monolithic} or {@code absent}. Where both are installed, the enabled
   * one counts; where neither is enabled, the newer one.
   */
  static String of(HostTree tree) {
    boolean modular = installed(tree, "virtqemud");
    boolean monolithic = installed(tree, "libvirtd");
    if (!modular && !monolithic) {
      return "absent";
    }
    boolean older =
        !modular || (monolithic && enabled(tree, "libvirtd") && !enabled(tree, "virtqemud"));
    return older ? "monolithic" : "modular";
  }

  private static boolean installed(HostTree tree, String daemon) {
    return enabled(tree, daemon)
        || FOLDERS.stream().anyMatch(folder -> tree.has(folder + "/" + daemon + ".service"));
  }

  /** Whether a target wants the daemon or one of its sockets. */
  private static boolean enabled(HostTree tree, String daemon) {
    return tree.names(ENABLED).stream()
        .filter(folder -> folder.endsWith(".wants"))
        .flatMap(folder -> tree.names(ENABLED + "/" + folder).stream())
        .anyMatch(unit -> unit.startsWith(daemon + ".s"));
  }
}
