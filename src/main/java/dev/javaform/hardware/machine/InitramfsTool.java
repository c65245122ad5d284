package dev.javaform.hardware.machine;

import dev.javaform.hardware.HostTree;
import java.util.List;

/** What makes the host's initial file systems. */
final class InitramfsTool {

  /**
   * Debian has the files of dracut beside initramfs-tools sometimes, so that its own come first.
   */
  private static final List<List<String>> TOOLS =
      List.of(
          List.of("mkinitcpio", "usr/bin/mkinitcpio"),
          List.of("initramfs-tools", "usr/sbin/mkinitramfs"),
          List.of("dracut", "usr/bin/dracut"),
          List.of("dracut", "usr/sbin/dracut"),
          List.of("booster", "usr/bin/booster"));

  private InitramfsTool() {}

  /**
   * {@code mkinitcpio}, {@code initramfs-tools}, {@code dracut}, {@code booster} or {@code
   * unknown}.
   */
  static String of(HostTree tree) {
    return TOOLS.stream()
        .filter(each -> tree.has(each.get(1)))
        .map(List::getFirst)
        .findFirst()
        .orElse("unknown");
  }
}
