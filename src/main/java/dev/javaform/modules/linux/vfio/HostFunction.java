package dev.javaform.modules.linux.vfio;

import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;

/**
 * A function on the PCI bus, and who would claim it.
 *
 * @param address {@code 0000:0f:00.0}
 * @param id vendor and device: {@code 1002:7550}
 * @param type the class, six hexadecimal digits: {@code 030000} is a VGA controller
 * @param driver the bound driver
 * @param module the module that this driver is from; empty where it is part of the kernel
 * @param grouped whether an IOMMU keeps it apart
 * @param bootVga whether the firmware drew on it
 * @param candidates the modules that some kernel of the host has for its modalias
 * @param uses what of the host it carries: disks, the way to this session
 */
public record HostFunction(
    String address,
    String id,
    String type,
    Optional<String> driver,
    Optional<String> module,
    boolean grouped,
    boolean bootVga,
    ImmutableSortedSet<String> candidates,
    ImmutableSortedSet<String> uses) {

  /** The driver that keeps functions for guests. */
  static final String VFIO = "vfio-pci";

  boolean isBound() {
    return driver.filter(VFIO::equals).isPresent();
  }

  /** Whether its driver is part of the kernel, and so there before any module. */
  boolean isHeldByKernel() {
    return driver.isPresent() && !isBound() && module.isEmpty();
  }

  /** A host bridge or a bridge to another bus: classes 0600 and 0604. */
  boolean isBridge() {
    return type.startsWith("0600") || type.startsWith("0604");
  }

  /** The address and what is there, as people name it. */
  String title() {
    return address + " " + id;
  }
}
