package dev.javaform.hardware.processor;

import com.google.common.collect.ImmutableMap;
import dev.javaform.hardware.HostTree;
import java.util.Optional;

/**
 * What a virtual machine runs on: told by the flag {@code hypervisor} of its CPUs, by its board's
 * maker, or by a graphics card that only exists there.
 */
final class Hypervisor {

  private static final ImmutableMap<String, String> BOARDS =
      ImmutableMap.of(
          "QEMU", "KVM",
          "innotek GmbH", "Oracle",
          "VMware, Inc.", "VMware",
          "Xen", "Xen",
          "Parallels Software International Inc.", "Parallels",
          "Amazon EC2", "Amazon",
          "Google", "Google");

  /** Vendor and device of the graphics card that each of them emulates (pci.ids). */
  private static final ImmutableMap<String, String> CARDS =
      ImmutableMap.of("80eebeef", "Oracle", "15ad0405", "VMware", "15ad0710", "VMware");

  private Hypervisor() {}

  static Optional<String> of(HostTree tree, CpuInfo info) {
    Optional<String> flag = Optional.of("unknown").filter(_ -> info.flags().contains("hypervisor"));
    return LscpuText.of(tree)
        .value("Hypervisor vendor")
        .or(() -> board(tree, flag))
        .or(() -> card(tree))
        .or(() -> flag);
  }

  /** Makers of real machines are among them, so that these count with the flag only. */
  private static Optional<String> board(HostTree tree, Optional<String> flag) {
    Optional<String> maker = tree.value("sys/class/dmi/id/sys_vendor");
    boolean microsoft =
        flag.isPresent() && maker.filter("Microsoft Corporation"::equals).isPresent();
    return microsoft
        ? Optional.of("Microsoft")
        : maker.map(BOARDS::get).filter(name -> flag.isPresent() || !name.equals("Google"));
  }

  private static Optional<String> card(HostTree tree) {
    return tree.lines("proc/bus/pci/devices").stream()
        .map(line -> line.replaceFirst("^\\S+\\s+(\\S+).*", "$1"))
        .map(CARDS::get)
        .filter(name -> name != null)
        .findFirst()
        .or(() -> cardInTree(tree));
  }

  private static Optional<String> cardInTree(HostTree tree) {
    String folder = "sys/bus/pci/devices";
    return tree.names(folder).stream()
        .map(
            name ->
                id(tree, folder + "/" + name + "/vendor")
                    + id(tree, folder + "/" + name + "/device"))
        .map(CARDS::get)
        .filter(name -> name != null)
        .findFirst();
  }

  private static String id(HostTree tree, String path) {
    return tree.value(path).map(value -> value.replaceFirst("^0x", "")).orElse("");
  }
}
