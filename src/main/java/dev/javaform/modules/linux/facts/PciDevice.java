package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A PCI function, as /sys/bus/pci/devices shows it.
 *
 * @param address {@code 0000:0a:00.0}
 * @param type the class, six hexadecimal digits: {@code 030000} is a VGA controller
 * @param id vendor and device: {@code 1002:6758}
 * @param subsystem vendor and device of the board, where known
 * @param driver the bound driver
 * @param iommuGroup the group's number
 * @param bootVga whether the firmware drew on it; absent where it is no VGA device
 * @param hostUse the host's disks and interfaces that it carries
 */
record PciDevice(
    String address,
    String type,
    String id,
    Optional<String> subsystem,
    Optional<String> driver,
    Optional<String> iommuGroup,
    Optional<Boolean> bootVga,
    ImmutableSet<String> hostUse) {

  private static final String FOLDER = "sys/bus/pci/devices/";

  /** The links of all devices cost two processes, whatever their number. */
  static final String SCRIPT =
      """
      for d in sys/bus/pci/devices/*; do
        value "$d/vendor" "$d/device" "$d/class" "$d/subsystem_vendor" "$d/subsystem_device" \\
          "$d/boot_vga"
      done
      run links ls -ld sys/bus/pci/devices/*/driver sys/bus/pci/devices/*/iommu_group
      run iommu_units ls sys/class/iommu
      """;

  /** All devices in the order of their addresses. */
  static ImmutableList<PciDevice> all(FactText text) {
    ImmutableMap<String, String> links = links(text);
    HostUse use = HostUse.read(text);
    return text.values().keySet().stream()
        .filter(path -> path.startsWith(FOLDER) && path.endsWith("/vendor"))
        .map(path -> path.substring(0, path.length() - "/vendor".length()))
        .map(folder -> read(folder, text, links, use))
        .collect(ImmutableList.toImmutableList());
  }

  private static PciDevice read(
      String folder, FactText text, Map<String, String> links, HostUse use) {
    String address = folder.substring(FOLDER.length());
    return new PciDevice(
        address,
        hex(text, folder + "/class").orElse("000000"),
        hex(text, folder + "/vendor").orElse("") + ":" + hex(text, folder + "/device").orElse(""),
        hex(text, folder + "/subsystem_vendor")
            .flatMap(
                vendor ->
                    hex(text, folder + "/subsystem_device").map(device -> vendor + ":" + device)),
        Optional.ofNullable(links.get(folder + "/driver")),
        Optional.ofNullable(links.get(folder + "/iommu_group")),
        text.value(folder + "/boot_vga").map("1"::equals),
        use.names().get(address));
  }

  private static Optional<String> hex(FactText text, String path) {
    return text.value(path).map(each -> each.replaceFirst("^0x", ""));
  }

  /** The last part of each link's target, by the link's path. */
  private static ImmutableMap<String, String> links(FactText text) {
    var links = ImmutableMap.<String, String>builder();
    for (String line : text.block("links")) {
      int path = line.indexOf(FOLDER);
      int arrow = line.indexOf(" -> ");
      if (path >= 0 && arrow > path) {
        links.put(line.substring(path, arrow), line.substring(line.lastIndexOf('/') + 1));
      }
    }
    return links.buildKeepingLast();
  }

  /** Whether it is a display controller: class 03 of the PCI code and ID assignment. */
  boolean isDisplay() {
    return type.startsWith("03");
  }

  /** The address without its function. */
  String slot() {
    return address.substring(0, address.lastIndexOf('.'));
  }

  /** As playbooks see it; what is unknown is left out. */
  Map<String, Object> facts() {
    var facts = new LinkedHashMap<String, Object>();
    facts.put("address", address);
    facts.put("class", type);
    facts.put("id", id);
    facts.put("vendor", id.substring(0, id.indexOf(':')));
    facts.put("device", id.substring(id.indexOf(':') + 1));
    subsystem.ifPresent(each -> facts.put("subsystem", each));
    driver.ifPresent(each -> facts.put("driver", each));
    iommuGroup.ifPresent(each -> facts.put("iommu_group", Long.valueOf(each)));
    bootVga.ifPresent(each -> facts.put("boot_vga", each));
    facts.put("host_use", hostUse.asList());
    return facts;
  }
}
