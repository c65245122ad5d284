package dev.javaform.hardware.pci;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.javaform.hardware.HostTree;
import java.util.Comparator;
import java.util.Optional;

/**
 * All functions on the PCI buses of a machine, in the order of their addresses.
 *
 * @param functions by address
 */
public record PciBus(ImmutableSortedMap<String, PciFunction> functions) {

  /** A domain may have more than four digits; then it comes after the shorter ones. */
  private static final Comparator<String> ORDER =
      Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

  /** What the tree tells about {@code sys/bus/pci/devices}. */
  public static PciBus of(HostTree tree) {
    var reader = new PciReader(tree);
    return new PciBus(
        ImmutableSortedMap.copyOf(
            Maps.uniqueIndex(reader.functions(), PciFunction::address), ORDER));
  }

  /** The function at an address. */
  public Optional<PciFunction> at(String address) {
    return Optional.ofNullable(functions.get(address));
  }

  /** All functions. */
  public ImmutableList<PciFunction> all() {
    return functions.values().asList();
  }

  /**
   * The other functions of the same device. A virtual function has none, and is none: it comes and
   * goes by itself.
   */
  public ImmutableList<PciFunction> companions(PciFunction function) {
    return function.isVirtual()
        ? ImmutableList.of()
        : all().stream()
            .filter(each -> each.slot().equals(function.slot()) && !each.isVirtual())
            .filter(each -> !each.address().equals(function.address()))
            .collect(toImmutableList());
  }

  /** The display controllers. */
  public ImmutableList<PciFunction> displays() {
    return all().stream().filter(PciFunction::isDisplay).collect(toImmutableList());
  }

  /** The functions behind a bridge, near and far. */
  public ImmutableList<PciFunction> behind(String bridge) {
    return all().stream()
        .filter(each -> each.parents().contains(bridge))
        .collect(toImmutableList());
  }
}
