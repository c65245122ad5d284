package dev.javaform.hardware.pci;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import java.util.Optional;

/**
 * A function of a PCI device, as {@code /sys/bus/pci/devices} shows it (the kernel's document
 * sysfs-bus-pci).
 *
 * @param address {@code 0000:0a:00.0}
 * @param type the class, six hexadecimal digits: {@code 030000} is a VGA controller
 * @param vendor four hexadecimal digits
 * @param device four hexadecimal digits
 * @param subsystem vendor and device of the board, {@code 1043:0517}
 * @param name vendor and model in words, where the host's own database knows them
 * @param driver the driver that is bound now
 * @param module the kernel's module of that driver, where it has another name
 * @param candidates the kernel's modules that could claim it, by its modalias; empty where they are
 *     not known
 * @param group the number of its IOMMU group
 * @param bootVga whether the firmware drew on it; absent where it is no VGA device
 * @param node the NUMA node it is attached to
 * @param resets how it can be reset, the preferred way first; absent where the kernel does not say
 * @param bars the regions of memory and ports behind its base address registers, and its ROM
 * @param sriov its part in single root I/O virtualization
 * @param parents the functions on the way to it, the one nearest to the processor first
 */
public record PciFunction(
    String address,
    String type,
    String vendor,
    String device,
    Optional<String> subsystem,
    Optional<String> name,
    Optional<String> driver,
    Optional<String> module,
    ImmutableSortedSet<String> candidates,
    Optional<Integer> group,
    Optional<Boolean> bootVga,
    Optional<Integer> node,
    Optional<ImmutableList<String>> resets,
    ImmutableList<Bar> bars,
    Sriov sriov,
    ImmutableList<String> parents) {

  /** The driver that keeps a function for guests. */
  public static final String VFIO = "vfio-pci";

  /**
   * What a function has to do with single root I/O virtualization.
   *
   * @param totalFunctions how many virtual functions it could have
   * @param virtualFunctions those it has now
   * @param physicalFunction the function that this one is a virtual one of
   */
  public record Sriov(
      int totalFunctions,
      ImmutableList<String> virtualFunctions,
      Optional<String> physicalFunction) {

    static final Sriov NONE = new Sriov(0, ImmutableList.of(), Optional.empty());
  }

  /** Vendor and device as drivers and arguments name them: {@code 1002:744c}. */
  public String id() {
    return vendor + ":" + device;
  }

  /** The address without its function: {@code 0000:0a:00}. */
  public String slot() {
    return address.substring(0, address.lastIndexOf('.'));
  }

  /** A display controller, class 03 of the PCI code and ID assignment. */
  public boolean isDisplay() {
    return type.startsWith("03");
  }

  /**
   * A display controller that screens may be plugged into: a 3D controller, class 0302, has none.
   */
  public boolean hasOutputs() {
    return isDisplay() && !type.startsWith("0302");
  }

  /** Graphics of the board's own controller, by ASPEED or Matrox: no card, and never a guest's. */
  public boolean isOfBoard() {
    return isDisplay() && (vendor.equals("1a03") || vendor.equals("102b"));
  }

  /** A bridge to another bus, class 0604; it stays with the host whatever its group. */
  public boolean isBridge() {
    return type.startsWith("0604");
  }

  /** A host bridge, class 0600; it stays with the host, too. */
  public boolean isHostBridge() {
    return type.startsWith("0600");
  }

  /** A sound device, class 0401 or 0403. */
  public boolean isAudio() {
    return type.startsWith("0403") || type.startsWith("0401");
  }

  /** A USB host controller, class 0c03: UHCI, OHCI, EHCI or xHCI, but not USB4's own interface. */
  public boolean isUsb() {
    return type.matches("0c03[0-3]0");
  }

  /** An NVMe controller, class 0108. */
  public boolean isNvme() {
    return type.startsWith("0108");
  }

  /** A virtual function of a device that shows itself several times. */
  public boolean isVirtual() {
    return sriov.physicalFunction().isPresent();
  }

  /** Whether it is kept for guests now. */
  public boolean isKept() {
    return driver.filter(VFIO::equals).isPresent();
  }

  /** What it is in a few words: its name or else its class, with its id. */
  public String title() {
    return "%s [%s]".formatted(name.orElseGet(() -> PciClass.of(type)), id());
  }
}
