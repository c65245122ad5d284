package dev.javaform.hardware.machine;

import com.google.common.collect.ImmutableList;
import dev.javaform.hardware.HostTree;
import dev.javaform.hardware.processor.Processors;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What this host can do for guests, and whether it is one itself.
 *
 * @param kind how systemd-detect-virt(1) calls what it runs in: {@code kvm}, {@code docker}; absent
 *     on hardware of its own
 * @param kvm whether {@code /dev/kvm} is there
 * @param nested whether its processor's module lets guests have guests
 * @param layout of libvirt's daemons: {@code modular}, {@code monolithic} or {@code absent}
 */
public record Virtualization(
    Optional<String> kind,
    boolean kvm,
    boolean nested,
    String layout,
    Optional<String> libvirt,
    Optional<String> qemu,
    Optional<String> swtpm) {

  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  private static final Set<String> CONTAINERS =
      Set.of(
          "docker",
          "podman",
          "lxc",
          "lxc-libvirt",
          "systemd-nspawn",
          "openvz",
          "rkt",
          "wsl",
          "proot",
          "pouch",
          "container-other");

  /** What the tree tells. */
  public static Virtualization of(HostTree tree, Processors processors) {
    return new Virtualization(
        kind(tree, processors),
        tree.has("dev/kvm"),
        ImmutableList.of("kvm_amd", "kvm_intel").stream()
            .flatMap(module -> tree.value("sys/module/" + module + "/parameters/nested").stream())
            .anyMatch(value -> value.equals("1") || value.equals("Y")),
        LibvirtLayout.of(tree),
        version(tree, "virsh"),
        version(tree, "qemu"),
        version(tree, "swtpm"));
  }

  private static Optional<String> kind(HostTree tree, Processors processors) {
    Optional<String> told = tree.value("commands/detect-virt");
    return told.isPresent() ? told.filter(kind -> !kind.equals("none")) : processors.hypervisor();
  }

  private static Optional<String> version(HostTree tree, String command) {
    return tree.value("commands/" + command)
        .flatMap(line -> VERSION.matcher(line).results().findFirst())
        .map(MatchResult::group);
  }

  /** Whether the host is a guest or a container. */
  public boolean isVirtual() {
    return kind.isPresent();
  }

  /** Whether the host shares its kernel with the machine below. */
  public boolean isContainer() {
    return kind.filter(CONTAINERS::contains).isPresent();
  }

  /**
   * Whether it may have guests with devices of their own: hardware may, and so may a virtual
   * machine with KVM and an IOMMU of its own.
   *
   * @param iommu whether there are IOMMU groups
   */
  public boolean mayPass(boolean iommu) {
    return !isVirtual() || (!isContainer() && kvm && iommu);
  }
}
