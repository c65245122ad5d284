package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.hardware.HostTree;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * The IOMMU and its groups: what can only be given away together, because the hardware cannot keep
 * it apart.
 *
 * @param units the translating units: {@code dmar0} (Intel), {@code ivhd0} (AMD), …
 * @param groups the functions of each group, in the order of their addresses
 * @param claimed whether {@code pcie_acs_override} made groups smaller than the hardware says
 */
public record IommuGroups(
    ImmutableSortedSet<String> units,
    ImmutableSortedMap<Integer, ImmutableList<PciFunction>> groups,
    boolean claimed) {

  /** The groups of these functions. */
  public static IommuGroups of(HostTree tree, PciBus bus) {
    var groups =
        bus.all().stream()
            .filter(each -> each.group().isPresent())
            .filter(each -> isKeptApart(tree, each.group().get()))
            .collect(Collectors.groupingBy(each -> each.group().get(), toImmutableList()));
    return new IommuGroups(
        tree.names("sys/class/iommu"),
        ImmutableSortedMap.copyOf(groups, Comparator.naturalOrder()),
        tree.text("proc/cmdline").filter(line -> line.contains("pcie_acs_override=")).isPresent());
  }

  /**
   * VFIO makes groups, too, where it is told to do without an IOMMU (the kernel's document vfio).
   */
  private static boolean isKeptApart(HostTree tree, int group) {
    return tree.value("sys/kernel/iommu_groups/" + group + "/name")
        .filter("vfio-noiommu"::equals)
        .isEmpty();
  }

  /** Whether the kernel uses an IOMMU: what is on the command line does not matter. */
  public boolean enabled() {
    return !groups.isEmpty();
  }

  /** The functions of a function's group; none where it has no group. */
  public ImmutableList<PciFunction> membersWith(PciFunction function) {
    return function
        .group()
        .map(number -> groups.getOrDefault(number, ImmutableList.of()))
        .orElse(ImmutableList.of());
  }
}
